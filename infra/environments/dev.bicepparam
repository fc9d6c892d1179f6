using '../main.bicep'

// Cheap and alone: capacity is numbers in a ledger, instances come when called, function keys protect it unless a registration is named.
param environmentName = 'dev'
param location = readEnvironmentVariable('CAPACITY_LOCATION', 'westeurope')
param entraClientId = readEnvironmentVariable('CAPACITY_ENTRA_CLIENT_ID', '')
// The Azure CLI: a person may call with curl and a token from az account get-access-token.
param allowedApplications = ['04b07795-8ddb-461a-bbee-02f9e1bf7b46']

param instanceMemoryMB = 2048
param maximumInstanceCount = 5

param provider = {
  kind: 'ledger'
  subscriptionId: ''
  resourceGroup: 'rg-capacity-reservations-dev'
  location: 'westeurope'
  consumers: []
  accountSubscriptions: {}
  groups: []
  readMetrics: false
  requestQuota: false
}

param settings = {
  Capacity__LearningSeries: '50'
}

param alertEmails = filter([readEnvironmentVariable('CAPACITY_ALERT_EMAIL', '')], email => !empty(email))
param alertsEnabled = false
param thresholds = {
  heldSeries: 10
  unmetUnits: 0
  lowestCoveragePercent: 75
  highestCoveragePercent: 99
  costPerHour: 500
  fallbackPercent: 20
  lagSeconds: 240
}

param appMonthlyBudget = 50
param capacityMonthlyBudget = 1
param budgetStart = readEnvironmentVariable('CAPACITY_BUDGET_START', '2026-12-01')
