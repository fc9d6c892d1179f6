# Writes prophet.json: what R's prophet package computes on AirPassengers and on series drawn here.
# Run: Rscript prophet.R > prophet.json   (Debian 12: apt-get install r-cran-prophet r-cran-jsonlite; R 4.2.2, prophet 1.0)
suppressMessages({library(prophet); library(jsonlite)})
days <- function(x) as.numeric(as.POSIXct(x, tz = "UTC")) / 86400
from <- as.POSIXct("2026-03-02", tz = "UTC")

hourly <- {
  set.seed(24)
  day <- 10 + 6 * sin(2 * pi * (0:23) / 24) + 2 * cos(4 * pi * (0:23) / 24)
  noise <- as.numeric(arima.sim(list(ar = 0.5), n = 600, sd = 0.8))
  weekend <- ifelse((0:599) %/% 24 %% 7 >= 5, 0.7, 1)
  slope <- cumsum(ifelse(0:599 < 250, 0.02, -0.01))
  data.frame(ds = from + 3600 * (0:599), y = round(rep(day, 25) * weekend + slope + noise + 5, 3))
}
air <- data.frame(ds = seq(as.POSIXct("1949-01-01", tz = "UTC"), by = "month", length.out = 144), y = as.numeric(AirPassengers))
saturating <- {
  set.seed(7)
  t <- 0:239
  data.frame(ds = from + 86400 * t, y = round(10 + 110 / (1 + exp(-(t - 120) / 25)) + 4 * sin(2 * pi * t / 7) + rnorm(240, 0, 2), 3))
}
events <- {
  set.seed(11)
  t <- 0:419
  load <- as.numeric(arima.sim(list(ar = 0.6), n = 420))
  campaign <- as.numeric(t %% 45 < 4)
  base <- 80 + 0.05 * t + 6 * sin(2 * pi * t / 7) + 3 * cos(2 * pi * t / 30.5)
  effect <- 12 * (t %% 60 == 20) + 5 * (t %% 60 == 21) - 7 * (t %% 60 == 19)
  data.frame(ds = from + 86400 * t, y = round(base + effect + 4 * load + 9 * campaign + rnorm(420, 0, 1.5), 3),
             load = round(load, 4), campaign = campaign)
}
holidays <- data.frame(holiday = "sale", ds = as.Date(from) + seq(20, 419, by = 60), lower_window = -1, upper_window = 1)

fields <- c("load", "campaign")
series <- list()
case <- function(name, of, data, horizon, prepare, call, regressors = character()) {
  series[[of]] <<- c(list(days = days(data$ds), values = data$y), as.list(data[intersect(fields, names(data))]))
  history <- data[seq_len(nrow(data) - horizon), ]
  future <- data[-seq_len(nrow(data) - horizon), , drop = FALSE]
  m <- prepare()
  set.seed(1); m <- suppressMessages(fit.prophet(m, history))
  set.seed(2); f <- predict(m, future)
  set.seed(3); inside <- predict(m, history[nrow(history) - 0:9 * 5, ])
  components <- intersect(c("trend", "daily", "weekly", "yearly", "monthly", "sale", fields), names(f))
  list(name = name, call = call, series = of, horizon = horizon, regressors = I(regressors),
       mean = f$yhat, lower = f$yhat_lower, upper = f$yhat_upper, fittedEveryFifthFromTheEnd = inside$yhat,
       sigma = m$params$sigma_obs[1], components = lapply(setNames(components, components), function(c) f[[c]]))
}
cap <- function(data) { data$cap <- 130; data$floor <- 10; data }
make <- function(...) do.call(prophet, c(list(...), list(uncertainty.samples = 4000, interval.width = 0.9)))
cases <- list(
    case("hourly", "hourly", hourly, 48, function() make(), "prophet()"),
    case("flexible", "hourly", hourly, 48, function() make(changepoint.prior.scale = 0.5, n.changepoints = 15, changepoint.range = 0.9),
         "prophet(changepoint.prior.scale = 0.5, n.changepoints = 15, changepoint.range = 0.9)"),
    case("flat", "hourly", hourly, 48, function() make(growth = "flat"), "prophet(growth = \"flat\")"),
    case("multiplicative", "air", air, 12, function() make(seasonality.mode = "multiplicative", weekly.seasonality = FALSE, daily.seasonality = FALSE),
         "prophet(seasonality.mode = \"multiplicative\")"),
    case("logistic", "saturating", cap(saturating), 28, function() make(growth = "logistic"), "prophet(growth = \"logistic\"), cap 130, floor 10"),
    case("events", "events", events, 40,
         function() add_regressor(add_regressor(make(holidays = holidays, yearly.seasonality = FALSE), "load"), "campaign"),
         "prophet(holidays) + regressors", c("load", "campaign")),
    case("eventsMultiplicative", "events", events, 40,
         function() add_seasonality(add_regressor(add_regressor(
           make(holidays = holidays, yearly.seasonality = FALSE, seasonality.mode = "multiplicative"), "load"), "campaign"),
           name = "monthly", period = 30.5, fourier.order = 2, mode = "additive"),
         "prophet(holidays, seasonality.mode = \"multiplicative\") + regressors + additive monthly", c("load", "campaign")),
    case("short", "short", head(hourly, 62), 12, function() make(weekly.seasonality = FALSE), "prophet()"))
out <- list(source = sprintf("%s, prophet %s", R.version.string, packageVersion("prophet")), series = series, cases = cases)
cat(toJSON(out, auto_unbox = TRUE, digits = 6))
