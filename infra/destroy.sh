#!/usr/bin/env bash
# Takes an environment away again: infra/destroy.sh ENVIRONMENT [--yes] [--with-reservations]. Data and reservations do not come back.
set -euo pipefail

environment="" assume_yes=false with_reservations=false
for argument in "$@"; do
  case "$argument" in
    --yes) assume_yes=true ;;
    --with-reservations) with_reservations=true ;;
    -*) echo "Unknown option $argument" >&2; exit 2 ;;
    *) environment="$argument" ;;
  esac
done
[ -n "$environment" ] || { echo "infra/destroy.sh ENVIRONMENT [--yes] [--with-reservations]" >&2; exit 2; }

group="rg-capacity-$environment"
reservations="rg-capacity-reservations-$environment"
own="$(az account show --query id --output tsv)"
provider="${CAPACITY_PROVIDER_SUBSCRIPTION:-$own}"
IFS=, read -r -a consumers <<<"${CAPACITY_CONSUMER_SUBSCRIPTIONS:-${CAPACITY_CONSUMER_SUBSCRIPTION:-}}"
subscriptions="$(printf '%s\n' "$own" "$provider" "${consumers[@]}" | sed '/^$/d' | sort -u)"

echo "This deletes $group with all usage, decisions and logs, and the app's rights in: ${subscriptions//$'\n'/, }"
if $with_reservations; then
  echo "It also deletes $reservations in $provider with every capacity reservation; machines keep running, without their guarantee."
fi
if ! $assume_yes; then
  read -r -p "Type the name of the environment to go on: " answer
  [ "$answer" = "$environment" ] || { echo "Nothing was deleted."; exit 3; }
fi

# Assignments outlive the identity and would stay behind as unknown principals.
principal=""
exists="$(az group exists --name "$group")"
if [ "$exists" = true ]; then
  principal="$(az identity list --resource-group "$group" --query '[0].principalId' --output tsv)"
fi
while read -r subscription; do
  if [ -n "$principal" ]; then
    assignments="$(az role assignment list --all --assignee "$principal" --subscription "$subscription" --query '[].id' --output tsv)"
    if [ -n "$assignments" ]; then
      mapfile -t ids <<<"$assignments"
      az role assignment delete --ids "${ids[@]}" --subscription "$subscription"
    fi
  fi

  roles="$(az role definition list --custom-role-only true --subscription "$subscription" \
    --query "[?starts_with(roleName, 'Capacity reservation') && contains(roleName, '($environment-')].name" --output tsv)"
  for role in $roles; do
    az role definition delete --name "$role" --custom-role-only true --subscription "$subscription"
  done
done <<<"$subscriptions"

if [ "$exists" = true ]; then
  az group delete --name "$group" --yes
fi
if $with_reservations; then
  az group delete --name "$reservations" --subscription "$provider" --yes
fi

az deployment sub delete --name "capacity-$environment"
echo "Left: the application registration (az ad app delete --id CLIENT_ID), and $reservations unless it was named."
