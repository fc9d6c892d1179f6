using '../main.bicep'

// Three zones, a network of its own, two instances that are always there for orchestrations and one for operators.
param environmentName = 'prod'
param location = readEnvironmentVariable('CAPACITY_LOCATION', 'westeurope')
param entraClientId = readEnvironmentVariable('CAPACITY_ENTRA_CLIENT_ID')

param instanceMemoryMB = 4096
param maximumInstanceCount = 100
param alwaysReady = [
  {
    name: 'durable'
    instanceCount: 2
  }
  {
    name: 'http'
    instanceCount: 1
  }
]

param storageSku = 'Standard_ZRS'
param privateNetwork = true
param addressPrefix = '10.60.0.0/24'

// Further consumers and groups are added here, one entry for each account's subscription.
param provider = {
  kind: 'azure'
  subscriptionId: readEnvironmentVariable('CAPACITY_PROVIDER_SUBSCRIPTION')
  resourceGroup: 'rg-capacity-reservations-prod'
  location: readEnvironmentVariable('CAPACITY_LOCATION', 'westeurope')
  consumers: split(readEnvironmentVariable('CAPACITY_CONSUMER_SUBSCRIPTIONS'), ',')
  accountSubscriptions: {}
  groups: []
  readMetrics: true
  requestQuota: false
}

param settings = {
  Capacity__Azure__Currency: 'EUR'
  Capacity__Azure__AllocatedBuffer: '2'
  // One cycle in ten is traced, whole: a cycle of 300 series is some megabytes. Metrics and logs are never thinned.
  Capacity__Telemetry__TraceRatio: '0.1'
}

param logRetentionDays = 90
param dailyLogQuotaGb = 10

param alertEmails = [readEnvironmentVariable('CAPACITY_ALERT_EMAIL')]
param thresholds = {
  heldSeries: 5
  unmetUnits: 0
  lowestCoveragePercent: 82
  highestCoveragePercent: 97
  costPerHour: 200
  fallbackPercent: 5
  lagSeconds: 120
}

param appMonthlyBudget = 500
param capacityMonthlyBudget = 100000
param budgetStart = readEnvironmentVariable('CAPACITY_BUDGET_START', '2026-12-01')
