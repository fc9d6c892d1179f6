# Writes reference.json: what R's forecast package computes on series that R itself ships, and on one drawn here.
# Run: Rscript reference.R > reference.json   (Debian 12: apt-get install r-cran-forecast r-cran-jsonlite; R 4.2.2, forecast 8.20)
suppressMessages(library(forecast)); library(jsonlite)

hourly <- {
  set.seed(24)
  day <- 10 + 6 * sin(2 * pi * (0:23) / 24) + 2 * cos(4 * pi * (0:23) / 24)
  noise <- as.numeric(arima.sim(list(ar = 0.8), n = 480, sd = 0.8))
  ts(round(rep(day, 20) + 0.01 * (1:480) + noise + 5, 3), frequency = 24)
}
series <- list(AirPassengers = AirPassengers, Nile = Nile, WWWusage = WWWusage, USAccDeaths = USAccDeaths,
               JohnsonJohnson = JohnsonJohnson, UKgas = UKgas, lynx = lynx, hourly = hourly)
horizon <- function(y) if (frequency(y) > 1) 2 * frequency(y) else 12

intervals <- function(f) list(mean = as.numeric(f$mean),
  lower80 = as.numeric(f$lower[, 1]), upper80 = as.numeric(f$upper[, 1]),
  lower95 = as.numeric(f$lower[, 2]), upper95 = as.numeric(f$upper[, 2]))

etsCase <- function(name, model = "ZZZ", damped = NULL) {
  y <- series[[name]]
  fit <- ets(y, model = model, damped = damped)
  c(list(series = name, call = sprintf("ets(%s, model = \"%s\", damped = %s)", name, model, format(damped)),
         automatic = model == "ZZZ", form = fit$method, logLikelihood = fit$loglik, aicc = fit$aicc, sigma2 = fit$sigma2,
         parameters = as.list(fit$par[names(fit$par) %in% c("alpha", "beta", "gamma", "phi")])),
    intervals(forecast(fit, h = horizon(y), simulate = FALSE)))
}
thetaCase <- function(name) {
  y <- series[[name]]
  c(list(series = name, call = sprintf("thetaf(%s)", name)), intervals(thetaf(y, h = horizon(y))))
}
stlCase <- function(name, window) {
  y <- series[[name]]
  fit <- stl(y, s.window = window)
  list(series = name, call = sprintf("stl(%s, s.window = %s)", name, format(window)), window = if (is.numeric(window)) window else 0,
       seasonal = as.numeric(seasonal(fit)), trend = as.numeric(trendcycle(fit)))
}

out <- list(
  source = sprintf("%s, forecast %s", R.version.string, packageVersion("forecast")),
  series = lapply(series, function(y) list(period = frequency(y), values = as.numeric(y))),
  ets = list(
    etsCase("AirPassengers", "AAA", FALSE), etsCase("AirPassengers", "MAM", FALSE), etsCase("AirPassengers", "MAM", TRUE),
    etsCase("AirPassengers", "MAA", FALSE), etsCase("AirPassengers"),
    etsCase("Nile", "ANN"), etsCase("Nile", "MNN"), etsCase("Nile"),
    etsCase("WWWusage", "AAN", FALSE), etsCase("WWWusage", "AAN", TRUE), etsCase("WWWusage"),
    etsCase("USAccDeaths", "ANA"), etsCase("USAccDeaths", "MNA"), etsCase("USAccDeaths", "AAA", TRUE), etsCase("USAccDeaths"),
    etsCase("JohnsonJohnson", "MAM", FALSE), etsCase("JohnsonJohnson"), etsCase("UKgas", "MNM"), etsCase("UKgas"),
    etsCase("lynx", "ANN"), etsCase("hourly", "ANA"), etsCase("hourly", "MNA"), etsCase("hourly")),
  theta = lapply(c("AirPassengers", "Nile", "WWWusage", "USAccDeaths", "hourly"), thetaCase),
  stl = list(stlCase("AirPassengers", 7), stlCase("USAccDeaths", "periodic"), stlCase("hourly", 11)))
cat(toJSON(out, auto_unbox = TRUE, digits = 10))
