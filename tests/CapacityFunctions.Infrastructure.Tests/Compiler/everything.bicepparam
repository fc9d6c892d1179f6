using '../main.bicep'

param environmentName = 'every'
param location = 'westeurope'
param entraClientId = '11111111-1111-1111-1111-111111111111'
param allowedApplications = ['04b07795-8ddb-461a-bbee-02f9e1bf7b46']
param deployerId = '77777777-7777-7777-7777-777777777777'
param extraTags = {
  owner: 'capacity'
}
param instanceMemoryMB = 4096
param maximumInstanceCount = 1000
param alwaysReady = [
  {
    name: 'function:CycleTimer'
    instanceCount: 1
  }
]
param storageSku = 'Standard_ZRS'
param privateNetwork = true
param durableTaskScheduler = true
param provider = {
  kind: 'azure'
  subscriptionId: '22222222-2222-2222-2222-222222222222'
  resourceGroup: 'rg-capacity-reservations-every'
  location: 'northeurope'
  consumers: ['33333333-3333-3333-3333-333333333333']
  accountSubscriptions: {
    'storefront-web-01': '33333333-3333-3333-3333-333333333333'
  }
  groups: [
    {
      account: 'web'
      sharedWith: '33333333-3333-3333-3333-333333333333'
      zones: ['1', '3']
    }
    {
      account: 'storefront-web-01'
      sharedWith: ''
      zones: ['2']
    }
  ]
  readMetrics: true
  requestQuota: true
}
param settings = {
  Capacity__Policy__Name: 'pooled'
  Capacity__Policy__CostOptimal__ShortageCostPerUnitHour: '2.0'
  Capacity__BusinessUnits__0__Name: 'retail'
}
param alertEmails = ['operators@example.com']
param thresholds = {
  heldSeries: 5
  unmetUnits: 0
  lowestCoveragePercent: 80
  highestCoveragePercent: 98
  costPerHour: 100
  fallbackPercent: 10
  lagSeconds: 120
}
param appMonthlyBudget = 500
param capacityMonthlyBudget = 10000
param budgetStart = '2026-12-01'
