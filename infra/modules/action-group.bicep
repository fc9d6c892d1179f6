metadata description = 'Whom alerts and budgets tell.'

import { TextMap } from '../types.bicep'

param name string
param tags TextMap
param emails string[]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'capacity'
    emailReceivers: [
      for email in emails: {
        name: email
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

output id string = group.id
