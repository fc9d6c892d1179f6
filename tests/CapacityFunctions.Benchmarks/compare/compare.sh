#!/usr/bin/env bash
# Times R's forecast and prophet packages and this repository's methods on the same M4 Hourly series, pinned to one core, and scores both.
# usage: compare.sh [--series N] [--arima-series N] [--core C] [--no-build]
#   --series N        series to take, spread evenly over the file; default 10
#   --arima-series N  the first N of them for auto.arima, which takes about half a minute for each; default: all
#   --core C          the core that everything timed runs on; default 0
#   --no-build        take the command as it is built
# Needs CAPACITY_DATA, the folder with m4_hourly_train.csv.gz and m4_hourly_test.csv.gz; installs missing packages by apt-get.
set -euo pipefail
export TZ=UTC

series=10 arima_series='' core=0 build=1
while [ $# -gt 0 ]; do
  case "$1" in
    --series) series="$2"; shift 2 ;;
    --arima-series) arima_series="$2"; shift 2 ;;
    --core) core="$2"; shift 2 ;;
    --no-build) build=0; shift ;;
    *) sed -n '2,8s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
: "${CAPACITY_DATA:?set CAPACITY_DATA to the folder with m4_hourly_train.csv.gz}"
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../../.." && pwd)"

packages=()
for package in r-base-core r-cran-forecast r-cran-jsonlite r-cran-prophet; do
  dpkg -s "$package" >/dev/null 2>&1 || packages+=("$package")
done
if [ ${#packages[@]} -gt 0 ]; then
  echo "installing ${packages[*]}" >&2
  apt-get update -q >&2
  apt-get install -y -q --no-install-recommends "${packages[@]}" >&2
fi

if [ "$build" = 1 ]; then
  dotnet build "$root/src/CapacityFunctions.Cli/CapacityFunctions.Cli.csproj" -c Release -v quiet >&2
fi
capacity=(dotnet "$root/src/CapacityFunctions.Cli/bin/Release/net10.0/capacity.dll")

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
Rscript "$here/series.R" "$CAPACITY_DATA" "$series" "$work/usage.csv"
echo "R peers on core $core" >&2
taskset -c "$core" Rscript "$here/peers.R" "$work/usage.csv" "${arima_series:-$series}" "$work/peers.csv"
echo "ours on core $core" >&2
taskset -c "$core" "${capacity[@]}" backtest --input "$work/usage.csv" --frequency 1h --periods 24,168 --horizon 48 --origins 1 --threads 1 \
  --levels 80,90,95 --models arima,ets,mstl,theta-standard,theta,prophet,auto --output "$work/ours.csv" --report "$work/ours.json" >/dev/null
Rscript "$here/score.R" "$work/usage.csv" "$work/peers.csv" "$work/ours.csv" "$work/ours.json"
