# Forecasts 48 hours of each series of a usage file by R's packages. Processor time is that of fit and forecast, user and system.
# usage: Rscript peers.R USAGE.csv ARIMA-SERIES PEERS.csv
suppressMessages({library(forecast); library(prophet)})
arguments <- commandArgs(trailingOnly = TRUE)
usage <- read.csv(arguments[1])
horizon <- 48
levels <- c(80, 90, 95)

bounds <- function(f) data.frame(
  step = seq_len(horizon), mean = as.numeric(f$mean),
  lo_80 = as.numeric(f$lower[, 1]), hi_80 = as.numeric(f$upper[, 1]), lo_90 = as.numeric(f$lower[, 2]), hi_90 = as.numeric(f$upper[, 2]),
  lo_95 = as.numeric(f$lower[, 3]), hi_95 = as.numeric(f$upper[, 3]))
day <- function(y) ts(y, frequency = 24)
by_prophet <- function(y) {
  instants <- as.POSIXct("2020-01-06", tz = "UTC") + 3600 * (seq_len(length(y) + horizon) - 1)
  m <- suppressMessages(prophet(data.frame(ds = head(instants, length(y)), y = y),
                                daily.seasonality = TRUE, weekly.seasonality = TRUE, yearly.seasonality = FALSE))
  future <- data.frame(ds = tail(instants, horizon))
  draws <- predictive_samples(m, future)$yhat
  q <- function(p) apply(draws, 1, quantile, p, names = FALSE)
  data.frame(step = seq_len(horizon), mean = predict(m, future)$yhat,
             lo_80 = q(.1), hi_80 = q(.9), lo_90 = q(.05), hi_90 = q(.95), lo_95 = q(.025), hi_95 = q(.975))
}
methods <- list(
  snaive = function(y) bounds(snaive(day(y), h = horizon, level = levels)),
  ets = function(y) bounds(forecast(ets(day(y)), h = horizon, level = levels)),
  stlf = function(y) bounds(stlf(msts(y, seasonal.periods = c(24, 168)), h = horizon, level = levels)),
  thetaf = function(y) bounds(thetaf(day(y), h = horizon, level = levels)),
  prophet = by_prophet,
  auto.arima = function(y) bounds(forecast(auto.arima(day(y)), h = horizon, level = levels)))

# The first call of each loads code; what is timed comes after it.
warm <- head(usage$value[usage$account_id == usage$account_id[1]], 400)
for (name in setdiff(names(methods), "auto.arima")) invisible(methods[[name]](warm))

accounts <- unique(usage$account_id)
results <- list()
for (name in names(methods)) {
  for (account in if (name == "auto.arima") head(accounts, as.integer(arguments[2])) else accounts) {
    values <- usage$value[usage$account_id == account]
    y <- head(values, -horizon)
    before <- proc.time()
    f <- tryCatch(methods[[name]](y), error = function(e) {
      message(name, " ", account, ": ", conditionMessage(e))
      NULL
    })
    spent <- proc.time() - before
    message(sprintf("%s %s: %.2f s", name, account, sum(spent[1:2])))
    if (!is.null(f)) results[[length(results) + 1]] <- cbind(account_id = account, model = name, cpu = sum(spent[1:2]), f)
  }
}
write.csv(do.call(rbind, results), arguments[3], row.names = FALSE, quote = FALSE)
