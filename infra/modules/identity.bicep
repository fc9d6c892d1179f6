metadata description = 'Who the app is: one user-assigned identity, so that its rights are there before the app first starts and outlive it.'

import { TextMap } from '../types.bicep'

param name string
param location string
param tags TextMap

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output principalId string = identity.properties.principalId
output clientId string = identity.properties.clientId
