metadata description = 'The roles of the provider subscription: writing reservations is a right in their resource group, reading quota and sizes one in the subscription.'

targetScope = 'subscription'

@description('Ends the names of the roles, which are unique in a tenant.')
param suffix string

param resourceGroup string
param identityId string
param principalId string
param requestQuota bool

var role = loadJsonContent('../../src/CapacityFunctions.Azure/capacity-role.json')
var builtIn = loadJsonContent('../roles.json')
var reservations = 'Microsoft.Compute/capacityReservationGroups/'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' existing = {
  name: resourceGroup
}

resource operatorRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(group.id, role.Name, suffix)
  properties: {
    roleName: '${role.Name} (${suffix})'
    description: role.Description
    type: 'CustomRole'
    assignableScopes: [group.id]
    permissions: [
      {
        actions: filter(role.Actions, action => startsWith(action, reservations))
        notActions: role.NotActions
        dataActions: role.DataActions
        notDataActions: role.NotDataActions
      }
    ]
  }
}

resource readerRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, role.Name, 'reader', suffix)
  properties: {
    roleName: '${role.Name}, reading (${suffix})'
    description: 'Reads quota, sizes, zones and the state of operations; writes nothing.'
    type: 'CustomRole'
    assignableScopes: [subscription().id]
    permissions: [
      {
        actions: filter(role.Actions, action => !startsWith(action, reservations))
        notActions: role.NotActions
        dataActions: role.DataActions
        notDataActions: role.NotDataActions
      }
    ]
  }
}

resource reading 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, identityId, readerRole.id)
  properties: {
    roleDefinitionId: readerRole.id
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource quota 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (requestQuota) {
  name: guid(subscription().id, identityId, builtIn.quotaRequestOperator)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', builtIn.quotaRequestOperator)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output operatorRoleId string = operatorRole.id
