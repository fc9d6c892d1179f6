#!/usr/bin/env bash
# Asks an app for its health until it is healthy: infra/smoke.sh https://HOST [ATTEMPTS] [SECONDS BETWEEN THEM]. Exit code 1: it never was.
set -euo pipefail

address="${1:?the address of the app, as https://HOST}/api/health"
attempts="${2:-20}"
pause="${3:-15}"

for ((attempt = 1; attempt <= attempts; attempt++)); do
  if answer="$(curl --silent --show-error --fail-with-body --max-time 20 "$address" 2>&1)" && [[ "$answer" == *'"status":"healthy"'* ]]; then
    echo "Healthy: $answer"
    exit 0
  fi

  echo "Attempt $attempt of $attempts: ${answer:-no answer}"
  [ "$attempt" -eq "$attempts" ] || sleep "$pause"
done

echo "$address was not healthy in $attempts attempts." >&2
exit 1
