metadata description = 'Who may call: App Service authentication with Entra. Nobody gets to the app without a token, except to its health.'

param appName string

@description('The application registration that infra/register.sh makes, with the app roles reader, operator and admin.')
@minLength(36)
@maxLength(36)
param clientId string

@description('Applications that may obtain tokens for it beside itself; the Azure CLI among them lets a person call with curl.')
param allowedApplications string[]

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

resource authentication 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
      excludedPaths: ['/api/health']
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: clientId
          // The managed identity vouches for the registration (a federated credential): there is no secret to keep or to rotate.
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [clientId, 'api://${clientId}']
          defaultAuthorizationPolicy: {
            allowedApplications: union([clientId], allowedApplications)
          }
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}
