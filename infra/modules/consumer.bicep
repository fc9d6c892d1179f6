metadata description = 'What the app may do in a subscription that uses reservations: share them with it, read how its zones are numbered, and what it is allowed to read or ask beside.'

targetScope = 'subscription'

@description('Ends the name of the role, which is unique in a tenant.')
param suffix string

param identityId string
param principalId string
param readMetrics bool
param requestQuota bool

var role = loadJsonContent('../../src/CapacityFunctions.Azure/capacity-consumer-role.json')
var builtIn = loadJsonContent('../roles.json')

resource consumerRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, role.Name, suffix)
  properties: {
    roleName: '${role.Name} (${suffix}, ${take(subscription().subscriptionId, 8)})'
    description: role.Description
    type: 'CustomRole'
    assignableScopes: [subscription().id]
    permissions: [
      {
        actions: role.Actions
        notActions: role.NotActions
        dataActions: role.DataActions
        notDataActions: role.NotDataActions
      }
    ]
  }
}

resource sharing 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, identityId, consumerRole.id)
  properties: {
    roleDefinitionId: consumerRole.id
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource metrics 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (readMetrics) {
  name: guid(subscription().id, identityId, builtIn.monitoringReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', builtIn.monitoringReader)
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
