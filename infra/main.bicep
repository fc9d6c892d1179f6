metadata description = 'CapacityFunctions in one subscription: the app with what it stands on, and its rights where capacity is reserved.'

targetScope = 'subscription'

import { AlwaysReady, Provider, TextMap, Thresholds } from 'types.bicep'

@description('Part of every name: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param environmentName string

param location string = deployment().location

@description('Beside those that name the app and the environment.')
param extraTags TextMap = {}

@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 20

param alwaysReady AlwaysReady[] = []

@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageSku string = 'Standard_LRS'

@description('A virtual network, private endpoints, and storage that the internet does not reach.')
param privateNetwork bool = false

param addressPrefix string = '10.60.0.0/24'

@description('Durable Task Scheduler keeps orchestrations. The package then has to be published with -p:DurableBackend=AzureManaged.')
param durableTaskScheduler bool = false

@description('Who may reach the scheduler, as CIDR.')
param schedulerIpAllowlist string[] = ['0.0.0.0/0']

@description('The application registration of infra/register.sh; empty: function keys alone protect the app.')
param entraClientId string = ''

@description('Applications that may obtain tokens for the app beside its own registration.')
param allowedApplications string[] = []

@description('3 to 45 letters and digits; also begins the names of the tables of Durable.')
@minLength(3)
@maxLength(45)
param taskHubName string = 'CapacityHub'

@minLength(1)
@maxLength(20)
param tablePrefix string = 'capacity'

@description('Settings Capacity__… as in the root README, beside those that follow from other parameters.')
param settings TextMap = {}

param provider Provider

@description('Who deploys and may exchange packages; empty: nobody.')
param deployerId string = deployer().objectId

@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Gigabytes of telemetry a day; -1: no limit.')
param dailyLogQuotaGb int = 1

param alertEmails string[]
param alertsEnabled bool = true
param thresholds Thresholds

@description('For the app\'s resource group, in the billing currency.')
@minValue(1)
param appMonthlyBudget int

@description('For the reservations, in the billing currency.')
@minValue(1)
param capacityMonthlyBudget int

@description('The first day of the month from which budgets count.')
param budgetStart string

var token = take(uniqueString(subscription().id, environmentName, location), 8)
var suffix = '${environmentName}-${token}'
var tags = union(extraTags, {
  app: 'CapacityFunctions'
  environment: environmentName
  'azd-env-name': environmentName
})
var identityName = 'id-capacity-${suffix}'
var identityId = resourceId(
  subscription().subscriptionId,
  group.name,
  'Microsoft.ManagedIdentity/userAssignedIdentities',
  identityName
)
var insightsName = 'appi-capacity-${suffix}'
var storageName = 'stcap${replace(suffix, '-', '')}'
var appName = 'func-capacity-${suffix}'
var deploymentContainer = 'deployments'
var isReal = provider.kind == 'azure'
var providerSubscription = empty(provider.subscriptionId) ? subscription().subscriptionId : provider.subscriptionId

var providerSettings = isReal
  ? {
      Capacity__Provider: 'azure'
      Capacity__Azure__SubscriptionId: providerSubscription
      Capacity__Azure__ResourceGroup: provider.resourceGroup
      Capacity__Azure__Location: provider.location
      Capacity__Azure__ManagedIdentityClientId: identity.outputs.clientId
    }
  : {
      Capacity__Provider: 'ledger'
    }
// Entries by number: the name of an app setting can't hold every account's id.
var accounts = items(isReal ? provider.accountSubscriptions : {})
var accountSettings = reduce(
  map(range(0, length(accounts)), index => {
    'Capacity__Azure__AccountSubscriptions__${index}__AccountId': accounts[index].key
    'Capacity__Azure__AccountSubscriptions__${index}__SubscriptionId': accounts[index].value
  }),
  {},
  (all, entry) => union(all, entry)
)
var schedulerSettings = durableTaskScheduler
  ? {
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${scheduler!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
    }
  : {}
var authenticationSettings = empty(entraClientId)
  ? {}
  : {
      Capacity__Access__RequireIdentity: 'true'
      OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identity.outputs.clientId
      WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
    }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-capacity-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: identityName
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: 'log-capacity-${suffix}'
    insightsName: insightsName
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyQuotaGb: dailyLogQuotaGb
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: storageName
    deploymentContainer: deploymentContainer
    location: location
    tags: tags
    sku: storageSku
    isPrivate: privateNetwork
    taskHubName: taskHubName
    tablePrefix: tablePrefix
    workspaceId: monitoring.outputs.workspaceId
  }
}

module access 'modules/access.bicep' = {
  scope: group
  dependsOn: [monitoring, storage]
  params: {
    identityId: identityId
    principalId: identity.outputs.principalId
    storageName: storageName
    insightsName: insightsName
    deployerId: deployerId
    deploymentContainer: deploymentContainer
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  dependsOn: [storage]
  params: {
    name: 'vnet-capacity-${suffix}'
    location: location
    tags: tags
    storageName: storageName
    addressPrefix: addressPrefix
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableTaskScheduler) {
  scope: group
  params: {
    name: 'dts-capacity-${suffix}'
    location: location
    tags: tags
    taskHubName: taskHubName
    identityId: identityId
    principalId: identity.outputs.principalId
    ipAllowlist: schedulerIpAllowlist
  }
}

module functions 'modules/functions.bicep' = {
  scope: group
  // Without its rights the app's first start fails, and the platform is slow to try again.
  dependsOn: [access]
  params: {
    planName: 'plan-capacity-${suffix}'
    appName: appName
    location: location
    tags: union(tags, {
      'azd-service-name': 'app'
    })
    identityId: identityId
    identityClientId: identity.outputs.clientId
    insightsName: insightsName
    storageName: storageName
    deploymentContainerUri: storage.outputs.deploymentContainerUri
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReady: alwaysReady
    settings: union(
      settings,
      {
        TaskHubName: taskHubName
        Capacity__TablePrefix: tablePrefix
      },
      providerSettings,
      accountSettings,
      schedulerSettings,
      authenticationSettings
    )
  }
}

module authentication 'modules/authentication.bicep' = if (!empty(entraClientId)) {
  scope: group
  dependsOn: [functions]
  params: {
    appName: appName
    clientId: entraClientId
    allowedApplications: allowedApplications
  }
}

module actionGroup 'modules/action-group.bicep' = {
  scope: group
  params: {
    name: 'ag-capacity-${suffix}'
    tags: tags
    emails: alertEmails
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    namePrefix: 'alert-capacity-${environmentName}'
    workspaceId: monitoring.outputs.workspaceId
    actionGroupId: actionGroup.outputs.id
    thresholds: thresholds
    enabled: alertsEnabled
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    name: guid(group.id, 'workbook')
    displayName: 'Capacity (${environmentName})'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module appBudget 'modules/budget.bicep' = {
  scope: group
  params: {
    name: 'budget-capacity-app-${environmentName}'
    monthlyAmount: appMonthlyBudget
    startDate: budgetStart
    emails: alertEmails
    actionGroupId: actionGroup.outputs.id
  }
}

module capacityGroup 'modules/resource-group.bicep' = if (isReal) {
  scope: subscription(providerSubscription)
  params: {
    name: provider.resourceGroup
    location: provider.location
    tags: tags
  }
}

module capacityRoles 'modules/capacity-roles.bicep' = if (isReal) {
  scope: subscription(providerSubscription)
  dependsOn: [capacityGroup]
  params: {
    suffix: suffix
    resourceGroup: provider.resourceGroup
    identityId: identityId
    principalId: identity.outputs.principalId
    requestQuota: provider.requestQuota
  }
}

module capacity 'modules/capacity.bicep' = if (isReal) {
  scope: resourceGroup(providerSubscription, provider.resourceGroup)
  params: {
    location: provider.location
    tags: tags
    identityId: identityId
    principalId: identity.outputs.principalId
    operatorRoleId: capacityRoles!.outputs.operatorRoleId
    groups: provider.groups
  }
}

module capacityBudget 'modules/budget.bicep' = if (isReal) {
  scope: resourceGroup(providerSubscription, provider.resourceGroup)
  dependsOn: [capacity]
  params: {
    name: 'budget-capacity-reservations-${environmentName}'
    monthlyAmount: capacityMonthlyBudget
    startDate: budgetStart
    emails: alertEmails
    actionGroupId: actionGroup.outputs.id
  }
}

module consumers 'modules/consumer.bicep' = [
  for consumer in (isReal ? provider.consumers : []): {
    name: 'consumer-${consumer}'
    scope: subscription(consumer)
    params: {
      suffix: suffix
      identityId: identityId
      principalId: identity.outputs.principalId
      readMetrics: provider.readMetrics
      requestQuota: provider.requestQuota
    }
  }
]

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = appName
output APP_HOST_NAME string = functions.outputs.hostName
output STORAGE_NAME string = storageName
output DEPLOYMENT_CONTAINER string = deploymentContainer
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
