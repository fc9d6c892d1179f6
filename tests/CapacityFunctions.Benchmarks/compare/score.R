# Prints accuracy and processor time of R's methods and ours as a Markdown table, each pair on the series that both have.
# usage: Rscript score.R USAGE.csv PEERS.csv OURS.csv OURS.json
suppressMessages({library(forecast); library(jsonlite)})
arguments <- commandArgs(trailingOnly = TRUE)
usage <- read.csv(arguments[1])
rows <- list(R = read.csv(arguments[2]), ours = read.csv(arguments[3]))
report <- fromJSON(arguments[4])$models
our_cpu <- setNames(report$cpuSecondsPerSeries, report$model)
horizon <- 48
period <- 24
known <- lapply(split(usage$value, usage$account_id), function(v) list(history = head(v, -horizon), actual = tail(v, horizon)))

# Naive 2 of the M competitions: the last value, times the seasonal factor of a classical decomposition where the autocorrelation at the
# period is significant at 90 %.
naive2 <- function(y) {
  r <- acf(y, lag.max = period, plot = FALSE)$acf[-1]
  limit <- 1.645 * sqrt((1 + 2 * sum(r[-period]^2)) / length(y))
  if (abs(r[period]) <= limit) return(rep(tail(y, 1), horizon))
  factors <- decompose(ts(y, frequency = period), type = "multiplicative")$figure
  phase <- function(i) factors[(i - 1) %% period + 1]
  tail(y, 1) / phase(length(y)) * phase(length(y) + seq_len(horizon))
}

smape <- function(a, f) mean(ifelse(abs(a) + abs(f) > 0, 200 * abs(a - f) / (abs(a) + abs(f)), 0))

# The quantiles of the development tasks: bounds of 80, 90 and 95 %, and the mean as the middle one.
scaled_loss <- function(actual, f, scale) {
  quantiles <- list(f$lo_95, f$lo_90, f$lo_80, f$mean, f$hi_80, f$hi_90, f$hi_95)
  pinball <- function(p, q) mean(2 * pmax(p * (actual - q), (p - 1) * (actual - q)))
  mean(mapply(pinball, c(0.025, 0.05, 0.1, 0.5, 0.9, 0.95, 0.975), quantiles)) / scale
}

score <- function(f) {
  f <- f[order(f$step), ]
  s <- known[[f$account_id[1]]]
  scale <- mean(abs(diff(s$history, lag = period)))
  base <- naive2(s$history)
  data.frame(
    smape = smape(s$actual, f$mean), mase = mean(abs(s$actual - f$mean)) / scale,
    smape2 = smape(s$actual, base), mase2 = mean(abs(s$actual - base)) / scale,
    loss = scaled_loss(s$actual, f, scale), covered = mean(f$lo_90 <= s$actual & s$actual <= f$hi_90),
    cpu = if (is.null(f$cpu)) NA else f$cpu[1])
}
scores <- lapply(rows, function(side) lapply(split(side, side$model), function(m) do.call(rbind, lapply(split(m, m$account_id), score))))

owa <- function(s) (mean(s$smape) / mean(s$smape2) + mean(s$mase) / mean(s$mase2)) / 2
baseline <- scores$R$snaive
relative <- function(s) exp(mean(log(s$loss / baseline[rownames(s), "loss"])))

pairs <- list(c("snaive", "seasonal-naive"), c("auto.arima", "arima"), c("ets", "ets"), c("stlf", "mstl"), c("thetaf", "theta-standard"),
              c("thetaf", "theta"), c("prophet", "prophet"), c("stlf", "auto"))
cat("| R | ours | series | CPU s R | CPU s ours | R ÷ ours | OWA R | OWA ours | loss R | loss ours | cov. R | cov. ours |\n")
cat("|---|---|---|---|---|---|---|---|---|---|---|---|\n")
for (pair in pairs) {
  theirs <- scores$R[[pair[1]]]
  if (is.null(theirs)) next
  own <- scores$ours[[pair[2]]][rownames(theirs), ]
  cpu <- our_cpu[[pair[2]]]
  cat(sprintf("| `%s` | `%s` | %d | %.3f | %.3f | %.1f | %.3f | %.3f | %.3f | %.3f | %.2f | %.2f |\n",
              pair[1], pair[2], nrow(theirs), mean(theirs$cpu), cpu, mean(theirs$cpu) / cpu, owa(theirs), owa(own),
              relative(theirs), relative(own), mean(theirs$covered), mean(own$covered)))
}
