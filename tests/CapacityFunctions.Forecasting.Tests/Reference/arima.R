# Writes arima.json: what R's forecast package computes by exact likelihood (method "ML" or "CSS-ML", no approximation) on series that R and
# forecast ship, and on one drawn here.
# Run: Rscript arima.R > arima.json   (Debian 12: apt-get install r-cran-forecast r-cran-jsonlite; R 4.2.2, forecast 8.20)
suppressMessages(library(forecast)); library(jsonlite)

hourly <- {
  set.seed(24)
  day <- 10 + 6 * sin(2 * pi * (0:23) / 24) + 2 * cos(4 * pi * (0:23) / 24)
  noise <- as.numeric(arima.sim(list(ar = 0.8), n = 480, sd = 0.8))
  ts(round(rep(day, 20) + 0.01 * (1:480) + noise + 5, 3), frequency = 24)
}
seatbelts <- cbind(law = as.numeric(Seatbelts[, "law"]), petrol = as.numeric(Seatbelts[, "PetrolPrice"]))
series <- list(logAirPassengers = log(AirPassengers), logLynx = log(lynx), Nile = Nile, WWWusage = WWWusage, co2 = co2,
               logJohnsonJohnson = log(JohnsonJohnson), sqrtSunspotYear = sqrt(sunspot.year), LakeHuron = LakeHuron,
               USAccDeaths = USAccDeaths, logUKgas = log(UKgas), nottem = nottem, ldeaths = ldeaths, UKDriverDeaths = UKDriverDeaths,
               BJsales = BJsales, lh = lh, airmiles = airmiles, austres = austres, nhtemp = nhtemp, discoveries = discoveries,
               uspop = uspop, wineind = wineind, woolyrnq = woolyrnq, hourly = hourly)
series <- lapply(series, function(y) ts(round(as.numeric(y), 8), frequency = max(1, frequency(y))))
regressors <- list(LakeHuron = list(trend = 1:98), UKDriverDeaths = list(law = seatbelts[, "law"], petrol = seatbelts[, "petrol"]))
horizon <- function(y) if (frequency(y) > 1) 2 * frequency(y) else 12

describe <- function(name, call, fit, future = NULL) {
  y <- series[[name]]
  f <- if (is.null(future)) forecast(fit, h = horizon(y)) else forecast(fit, xreg = future)
  o <- arimaorder(fit)
  if (length(o) == 3) o <- c(o, 0, 0, 0, 1)
  list(series = name, call = call, model = as.character(fit), order = as.integer(o),
       constant = any(names(coef(fit)) %in% c("intercept", "drift", "mean")),
       regressors = !is.null(future), logLikelihood = fit$loglik, aicc = fit$aicc, sigma2 = fit$sigma2, coefficients = as.list(coef(fit)),
       mean = as.numeric(f$mean), lower80 = as.numeric(f$lower[, 1]), upper80 = as.numeric(f$upper[, 1]),
       lower95 = as.numeric(f$lower[, 2]), upper95 = as.numeric(f$upper[, 2]))
}
fixed <- function(name, order, seasonal = c(0, 0, 0), constant = FALSE, xreg = NULL, future = NULL) {
  y <- series[[name]]
  fit <- Arima(y, order = order, seasonal = seasonal, include.constant = constant, xreg = xreg, method = "CSS-ML")
  call <- sprintf("Arima(%s, c(%s), c(%s), include.constant = %s%s)", name, paste(order, collapse = ","), paste(seasonal, collapse = ","),
                  constant, if (is.null(xreg)) "" else ", xreg")
  describe(name, call, fit, future)
}
automatic <- function(name, xreg = NULL, future = NULL) {
  fit <- auto.arima(series[[name]], approximation = FALSE, stepwise = TRUE, xreg = xreg)
  c(describe(name, sprintf("auto.arima(%s, approximation = FALSE%s)", name, if (is.null(xreg)) "" else ", xreg"), fit, future))
}
# Regressors of the future: the trend goes on, the law stays, petrol keeps its last price.
trend <- cbind(trend = 1:98); trendNext <- cbind(trend = 99:110)
belts <- seatbelts; beltsNext <- cbind(law = rep(1, 24), petrol = rep(tail(seatbelts[, "petrol"], 1), 24))

out <- list(
  source = sprintf("%s, forecast %s", R.version.string, packageVersion("forecast")),
  series = lapply(series, function(y) list(period = frequency(y), values = as.numeric(y))),
  regressors = regressors,
  future = list(LakeHuron = list(trend = 99:110), UKDriverDeaths = list(law = beltsNext[, "law"], petrol = beltsNext[, "petrol"])),
  differences = lapply(names(series), function(name) {
    y <- series[[name]]
    seasonal <- if (frequency(y) > 1) nsdiffs(y) else 0
    list(series = name, seasonal = seasonal, plain = ndiffs(if (seasonal > 0) diff(y, frequency(y)) else y))
  }),
  fixed = list(
    fixed("logAirPassengers", c(0, 1, 1), c(0, 1, 1)), fixed("logAirPassengers", c(2, 1, 0), c(1, 1, 0)),
    fixed("logLynx", c(2, 0, 0), constant = TRUE), fixed("logLynx", c(2, 0, 4), constant = TRUE),
    fixed("Nile", c(0, 1, 1)), fixed("Nile", c(1, 0, 1), constant = TRUE), fixed("WWWusage", c(3, 1, 0)), fixed("WWWusage", c(1, 1, 1)),
    fixed("co2", c(1, 1, 1), c(0, 1, 1)), fixed("co2", c(0, 1, 1), c(1, 1, 2)),
    fixed("logJohnsonJohnson", c(2, 0, 0), c(1, 1, 0), constant = TRUE), fixed("sqrtSunspotYear", c(2, 0, 1), constant = TRUE),
    fixed("USAccDeaths", c(0, 1, 1), c(0, 1, 1)), fixed("logUKgas", c(1, 0, 1), c(0, 1, 1), constant = TRUE),
    fixed("nottem", c(1, 0, 0), c(2, 1, 0)), fixed("ldeaths", c(0, 0, 1), c(2, 1, 0)), fixed("lh", c(3, 0, 0), constant = TRUE),
    fixed("BJsales", c(1, 1, 1)), fixed("airmiles", c(0, 2, 1)), fixed("austres", c(0, 2, 1), c(1, 0, 0)),
    fixed("hourly", c(1, 0, 0), c(0, 1, 1), constant = TRUE), fixed("wineind", c(1, 1, 2), c(0, 1, 1)),
    fixed("LakeHuron", c(1, 0, 1), constant = TRUE, xreg = trend, future = trendNext),
    fixed("UKDriverDeaths", c(1, 0, 0), c(0, 1, 1), xreg = belts, future = beltsNext)),
  automatic = c(
    lapply(setdiff(names(series), c("hourly")), automatic),
    list(automatic("LakeHuron", trend, trendNext), automatic("UKDriverDeaths", belts, beltsNext), automatic("hourly"))))
cat(toJSON(out, auto_unbox = TRUE, digits = 10))
