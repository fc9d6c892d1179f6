metadata description = 'The resource group of the reservations: the right to write them, and groups that exist before the app runs.'

import { ReservationGroup, TextMap } from '../types.bicep'

param location string
param tags TextMap
param identityId string
param principalId string
param operatorRoleId string
param groups ReservationGroup[]

resource writing 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, identityId, 'operator')
  properties: {
    roleDefinitionId: operatorRoleId
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// Reservations inside are the app's. Writing a group replaces its sharing list: whom somebody put there by hand belongs into the parameters.
resource reservationGroups 'Microsoft.Compute/capacityReservationGroups@2025-04-01' = [
  for group in groups: {
    name: 'crg-${group.account}'
    location: location
    tags: union(tags, {
      'capacity-account': group.account
    })
    zones: group.zones
    properties: empty(group.sharedWith)
      ? {}
      : {
          sharingProfile: {
            subscriptionIds: [
              {
                id: '/subscriptions/${group.sharedWith}'
              }
            ]
          }
        }
  }
]
