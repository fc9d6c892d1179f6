#!/usr/bin/env bash
# What Bicep can't make without an extension from a registry: the application registration in Entra, and who has which role.
#   infra/register.sh create ENVIRONMENT             makes the registration with its roles, prints its client id
#   infra/register.sh trust ENVIRONMENT CLIENT_ID    lets the app's managed identity vouch for it (after infra/deploy.sh): no secret
#   infra/register.sh grant CLIENT_ID ROLE OBJECT_ID gives a user, group or service principal the role reader, operator or admin
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
azure_cli=04b07795-8ddb-461a-bbee-02f9e1bf7b46
graph="$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv)"
graph="${graph%/}/v1.0"

create() {
  local environment="$1" id object scope
  id="$(az ad app create --display-name "Capacity ($environment)" --sign-in-audience AzureADMyOrg --app-roles "@$here/app-roles.json" \
    --enable-id-token-issuance true --query appId --output tsv)"
  object="$(az ad app show --id "$id" --query id --output tsv)"
  scope="$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)"
  az rest --method PATCH --url "$graph/applications/$object" --headers 'Content-Type=application/json' --body "{
    \"identifierUris\": [\"api://$id\"],
    \"api\": {
      \"requestedAccessTokenVersion\": 2,
      \"oauth2PermissionScopes\": [{
        \"id\": \"$scope\", \"value\": \"user_impersonation\", \"type\": \"User\", \"isEnabled\": true,
        \"adminConsentDisplayName\": \"Call Capacity\", \"adminConsentDescription\": \"Call Capacity as the signed-in user\"
      }]
    }
  }"
  # Lets the Azure CLI ask for a token without each person's consent; whether the app takes such a token, allowedApplications says.
  az rest --method PATCH --url "$graph/applications/$object" --headers 'Content-Type=application/json' --body "{
    \"api\": {\"preAuthorizedApplications\": [{\"appId\": \"$azure_cli\", \"delegatedPermissionIds\": [\"$scope\"]}]}
  }"
  az ad sp create --id "$id" --output none
  # Whoever has no role gets no token.
  az ad sp update --id "$id" --set appRoleAssignmentRequired=true
  echo "CAPACITY_ENTRA_CLIENT_ID=$id"
}

trust() {
  local environment="$1" id="$2" deployment="capacity-$1" principal host tenant issuer
  principal="$(az deployment sub show --name "$deployment" --query properties.outputs.IDENTITY_PRINCIPAL_ID.value --output tsv)"
  host="$(az deployment sub show --name "$deployment" --query properties.outputs.APP_HOST_NAME.value --output tsv)"
  tenant="$(az account show --query tenantId --output tsv)"
  issuer="$(az cloud show --query endpoints.activeDirectory --output tsv)"
  az ad app update --id "$id" --web-redirect-uris "https://$host/.auth/login/aad/callback"
  az ad app federated-credential create --id "$id" --parameters "{
    \"name\": \"capacity-$environment\", \"issuer\": \"${issuer%/}/$tenant/v2.0\", \"subject\": \"$principal\",
    \"audiences\": [\"api://AzureADTokenExchange\"]
  }" --output none
}

grant() {
  local id="$1" role="$2" who="$3" resource role_id
  resource="$(az ad sp show --id "$id" --query id --output tsv)"
  role_id="$(az ad sp show --id "$id" --query "appRoles[?value=='$role'].id | [0]" --output tsv)"
  [ -n "$role_id" ] || { echo "There is no role $role." >&2; exit 2; }
  az rest --method POST --url "$graph/servicePrincipals/$resource/appRoleAssignedTo" --headers 'Content-Type=application/json' \
    --body "{\"principalId\": \"$who\", \"resourceId\": \"$resource\", \"appRoleId\": \"$role_id\"}" --output none
}

case "${1:-}-$#" in
  create-2) create "$2" ;;
  trust-3) trust "$2" "$3" ;;
  grant-4) grant "$2" "$3" "$4" ;;
  *) sed -n '3,5s/^#   //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
