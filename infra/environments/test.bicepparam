using '../main.bicep'

// As production, in small: real reservations, which cost money, of one account and behind sign-in; no network of its own.
param environmentName = 'test'
param location = readEnvironmentVariable('CAPACITY_LOCATION', 'westeurope')
param entraClientId = readEnvironmentVariable('CAPACITY_ENTRA_CLIENT_ID')
// The Azure CLI: a person may call with curl and a token from az account get-access-token.
param allowedApplications = ['04b07795-8ddb-461a-bbee-02f9e1bf7b46']

param instanceMemoryMB = 2048
param maximumInstanceCount = 10
param alwaysReady = [
  {
    name: 'durable'
    instanceCount: 1
  }
]

param provider = {
  kind: 'azure'
  subscriptionId: readEnvironmentVariable('CAPACITY_PROVIDER_SUBSCRIPTION')
  resourceGroup: 'rg-capacity-reservations-test'
  location: readEnvironmentVariable('CAPACITY_LOCATION', 'westeurope')
  consumers: [readEnvironmentVariable('CAPACITY_CONSUMER_SUBSCRIPTION')]
  accountSubscriptions: {
    trial: readEnvironmentVariable('CAPACITY_CONSUMER_SUBSCRIPTION')
  }
  groups: [
    {
      account: 'trial'
      sharedWith: readEnvironmentVariable('CAPACITY_CONSUMER_SUBSCRIPTION')
      zones: ['1', '2', '3']
    }
  ]
  readMetrics: true
  requestQuota: false
}

param settings = {
  Capacity__Azure__Currency: 'EUR'
  Capacity__Azure__AllocatedBuffer: '1'
  Capacity__Telemetry__TraceRatio: '0.1'
}

param alertEmails = [readEnvironmentVariable('CAPACITY_ALERT_EMAIL')]
param thresholds = {
  heldSeries: 5
  unmetUnits: 0
  lowestCoveragePercent: 80
  highestCoveragePercent: 98
  costPerHour: 20
  fallbackPercent: 10
  lagSeconds: 180
}

param appMonthlyBudget = 100
param capacityMonthlyBudget = 1000
param budgetStart = readEnvironmentVariable('CAPACITY_BUDGET_START', '2026-12-01')
