#!/usr/bin/env bash
# Puts the app and what it stands on into the subscription that the Azure CLI is signed in to; see README.md beside this file.
set -euo pipefail

usage() {
  cat <<'TEXT'
infra/deploy.sh ENVIRONMENT [options]
  ENVIRONMENT             a file of infra/environments without its ending: dev, test, prod
  --yes                   ask nothing (the changes are printed all the same)
  --what-if               print what would change, and stop
  --skip-infrastructure   deploy the package only
  --rollback              deploy the package that the last deployment replaced, and nothing else
  --without-rollback      go on when the package that runs now can't be kept
Settings: CAPACITY_LOCATION (default westeurope), and those that the environment's file reads.
TEXT
}

environment=""
assume_yes=false what_if_only=false infrastructure=true rollback_only=false may_lose_previous=false
for argument in "$@"; do
  case "$argument" in
    --yes) assume_yes=true ;;
    --what-if) what_if_only=true ;;
    --skip-infrastructure) infrastructure=false ;;
    --rollback) rollback_only=true ;;
    --without-rollback) may_lose_previous=true ;;
    -h | --help) usage; exit 0 ;;
    -*) echo "Unknown option $argument" >&2; usage >&2; exit 2 ;;
    *) [ -z "$environment" ] || { echo "One environment at a time." >&2; exit 2; }; environment="$argument" ;;
  esac
done
[ -n "$environment" ] || { usage >&2; exit 2; }

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
parameters="$root/infra/environments/$environment.bicepparam"
[ -f "$parameters" ] || { echo "There is no $parameters" >&2; exit 2; }
location="${CAPACITY_LOCATION:-westeurope}"
deployment="capacity-$environment"
released="released-package.zip" # the name that Flex Consumption gives to what runs
previous="previous-package.zip"
attempts="${CAPACITY_SMOKE_ATTEMPTS:-20}"
pause="${CAPACITY_RETRY_SECONDS:-15}"

for command in az curl; do
  command -v "$command" >/dev/null || { echo "$command is not installed." >&2; exit 2; }
done
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

say() { printf '\n== %s\n' "$*"; }

output_of() {
  az deployment sub show --name "$deployment" --query "properties.outputs.$1.value" --output tsv
}

# Rights that a deployment has just given take minutes to arrive.
patiently() {
  local attempt
  for attempt in 1 2 3 4 5 6; do
    "$@" && return 0
    [ "$attempt" -eq 6 ] || sleep "$pause"
  done
  return 1
}

blob() {
  local action="$1"
  shift
  az storage blob "$action" --auth-mode login --account-name "$storage" --container-name "$container" "$@" --only-show-errors
}

# shellcheck disable=SC2317 # called through patiently
read_exists() {
  exists="$(blob exists --name "$1" --query exists --output tsv)"
}

deploy_package() {
  az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$1" --timeout 900 --output none
}

read_outputs() {
  group="$(output_of AZURE_RESOURCE_GROUP)"
  app="$(output_of AZURE_FUNCTION_NAME)"
  host="$(output_of APP_HOST_NAME)"
  storage="$(output_of STORAGE_NAME)"
  container="$(output_of DEPLOYMENT_CONTAINER)"
}

say "Subscription"
az account show --query '{name:name,id:id}' --output tsv

if $rollback_only; then
  read_outputs
  say "Back to the package before"
  blob download --name "$previous" --file "$work/$previous" --output none
  deploy_package "$work/$previous"
  "$root/infra/smoke.sh" "https://$host" "$attempts" "$pause"
  exit 0
fi

if ! $what_if_only; then
  # First, so that what does not build changes nothing.
  for command in dotnet zip; do
    command -v "$command" >/dev/null || { echo "$command is not installed." >&2; exit 2; }
  done
  say "Package"
  dotnet publish "$root/src/CapacityFunctions" --configuration Release -p:FunctionsRuntime=Azure --output "$work/publish"
  (cd "$work/publish" && zip --quiet --recurse-paths "$work/package.zip" .)
fi

if $infrastructure; then
  # A budget keeps the month in which it began: the one of the last deployment, or this one.
  CAPACITY_BUDGET_START="$(az deployment sub show --name "$deployment" --query properties.parameters.budgetStart.value --output tsv 2>/dev/null || true)"
  export CAPACITY_BUDGET_START="${CAPACITY_BUDGET_START:-$(date -u +%Y-%m-01)}"

  say "Validate"
  az deployment sub validate --name "$deployment" --location "$location" --parameters "$parameters" --output none
  say "What would change"
  az deployment sub what-if --name "$deployment" --location "$location" --parameters "$parameters"
  if $what_if_only; then
    exit 0
  fi

  if ! $assume_yes; then
    read -r -p "Deploy this to $environment? (yes/no) " answer
    [ "$answer" = yes ] || { echo "Nothing was changed."; exit 3; }
  fi

  say "Deploy"
  az deployment sub create --name "$deployment" --location "$location" --parameters "$parameters" --output none
fi

read_outputs

say "Keep the package that runs now"
kept=false
if patiently read_exists "$released"; then
  if [ "$exists" = true ]; then
    blob download --name "$released" --file "$work/$previous" --output none
    blob upload --name "$previous" --file "$work/$previous" --overwrite true --output none
    kept=true
  else
    echo "None runs yet."
  fi
elif ! $may_lose_previous; then
  echo "The deployment container can't be read from here (a private network?), so nothing could be rolled back. Nothing was deployed;" \
    "deploy from inside the network, or with --without-rollback." >&2
  exit 1
fi

say "Release"
if deploy_package "$work/package.zip" && "$root/infra/smoke.sh" "https://$host" "$attempts" "$pause"; then
  say "$environment runs at https://$host"
  exit 0
fi

if $kept; then
  say "It does not: back to the package before"
  deploy_package "$work/$previous"
  if "$root/infra/smoke.sh" "https://$host" "$attempts" "$pause"; then
    echo "The new package was not healthy; the one before runs again." >&2
  else
    echo "Neither the new package nor the one before is healthy." >&2
  fi
else
  echo "The new package is not healthy, and there is none to go back to." >&2
fi
exit 1
