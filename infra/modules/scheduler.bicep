metadata description = 'Durable Task Scheduler in place of Azure Storage as the backend of orchestrations; usage and decisions stay in storage.'

import { TextMap } from '../types.bicep'

param name string
param location string
param tags TextMap
param taskHubName string
param identityId string
param principalId string

@description('Addresses that may reach the scheduler, as CIDR; its callers need a token all the same.')
param ipAllowlist string[]

var roles = loadJsonContent('../roles.json')

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    ipAllowlist: ipAllowlist
    sku: {
      name: 'Consumption'
    }
  }

  resource hub 'taskHubs' = {
    name: taskHubName
  }
}

resource worker 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler::hub.id, identityId, roles.durableTaskDataContributor)
  scope: scheduler::hub
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.durableTaskDataContributor
    )
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output endpoint string = scheduler.properties.endpoint
