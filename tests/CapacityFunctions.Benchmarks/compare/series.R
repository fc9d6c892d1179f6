# Writes N of the M4 Hourly series, training and test part in one, as a usage file; ids are zero-padded numbers in the order of the file.
# usage: Rscript series.R DATA-FOLDER N USAGE.csv
arguments <- commandArgs(trailingOnly = TRUE)
read <- function(name) read.csv(gzfile(file.path(arguments[1], name)))
train <- read("m4_hourly_train.csv.gz")
test <- read("m4_hourly_test.csv.gz")
ids <- unique(train$account_id)
count <- min(as.integer(arguments[2]), length(ids))
chosen <- ids[round(seq(1, length(ids), length.out = count))]
start <- as.POSIXct("2020-01-06", tz = "UTC")
rows <- lapply(seq_along(chosen), function(i) {
  values <- c(train$value[train$account_id == chosen[i]], test$value[test$account_id == chosen[i]])
  instants <- format(start + 3600 * (seq_along(values) - 1), "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")
  data.frame(account_id = sprintf("series-%03d", i), timestamp = instants, resource_type = "demand", value = values)
})
write.csv(do.call(rbind, rows), arguments[3], row.names = FALSE, quote = FALSE)
