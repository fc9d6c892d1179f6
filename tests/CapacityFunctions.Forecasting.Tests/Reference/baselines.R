# Prints what R's forecast package computes for the baselines; the values stand in the tests of Intermittent/ and Drift/.
# Run: Rscript baselines.R   (Debian 12: apt-get install r-cran-forecast; R 4.2.2, forecast 8.20)
suppressMessages(library(forecast))
demand <- c(0, 0, 3, 0, 5, 0, 0, 0, 2, 4, 0, 0)
cat("croston(demand, alpha = 0.1):", format(as.numeric(croston(demand, h = 1, alpha = 0.1)$mean), digits = 12), "\n")
cat("croston(demand, alpha = 0.3):", format(as.numeric(croston(demand, h = 1, alpha = 0.3)$mean), digits = 12), "\n")
f <- rwf(Nile, h = 5, drift = TRUE, level = 95)
cat("rwf(Nile, drift = TRUE) mean:", format(as.numeric(f$mean), digits = 12), "\n")
cat("upper 95 %:", format(as.numeric(f$upper), digits = 12), "\n")
