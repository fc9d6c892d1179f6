metadata description = 'Everything the app keeps: one account without keys, with the containers, queues and tables of Durable and of the app.'

import { TextMap } from '../types.bicep'

param name string
param location string
param tags TextMap
param workspaceId string

@description('Standard_LRS keeps three copies in one building; Standard_ZRS in three zones.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param sku string

@description('Reached from the virtual network only.')
param isPrivate bool

@description('Where packages of the app are kept.')
param deploymentContainer string

param taskHubName string
param tablePrefix string

var hub = toLower(taskHubName)
var containerNames = [
  deploymentContainer
  'azure-webjobs-hosts'
  'azure-webjobs-secrets'
  '${hub}-leases'
  '${hub}-applease'
  '${hub}-largemessages'
  '${toLower(tablePrefix)}-models'
]
var queueNames = [
  '${hub}-workitems'
  '${hub}-control-00'
  '${hub}-control-01'
  '${hub}-control-02'
  '${hub}-control-03'
]

// The enum is the one list of the app's tables: its members are the lines that end in a comma.
var tableLines = map(
  split(loadTextContent('../../src/CapacityFunctions.Storage/Connection/StorageTable.cs'), '\n'),
  line => trim(line)
)
var appTables = map(
  filter(tableLines, line => endsWith(line, ',') && !startsWith(line, '/')),
  line => '${tablePrefix}${replace(line, ',', '')}'
)
var hubTables = ['${taskHubName}Instances', '${taskHubName}History', '${taskHubName}Partitions']
var tableNames = concat(hubTables, appTables)

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 7
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [
  for container in containerNames: {
    parent: blobs
    name: container
    properties: {
      publicAccess: 'None'
    }
  }
]

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' = [
  for queueName in queueNames: {
    parent: queues
    name: queueName
  }
]

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' = [
  for tableName in tableNames: {
    parent: tables
    name: tableName
  }
]

// Durable leaves the large messages of a purged orchestration behind; none lives for a month.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'large-messages'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${hub}-largemessages/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: 30
                }
              }
            }
          }
        }
      ]
    }
  }
}

resource blobLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'changes'
  scope: blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
  }
}

output deploymentContainerUri string = '${account.properties.primaryEndpoints.blob}${deploymentContainer}'
