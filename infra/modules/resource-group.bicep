metadata description = 'The resource group of the reservations, which may lie in another subscription than the app.'

import { TextMap } from '../types.bicep'

targetScope = 'subscription'

param name string
param location string
param tags TextMap

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: name
  location: location
  tags: tags
}
