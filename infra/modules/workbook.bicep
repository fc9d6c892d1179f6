metadata description = 'The picture of the loop for operators, from the metrics that the app emits.'

import { TextMap } from '../types.bicep'

param name string
param displayName string
param location string
param tags TextMap
param workspaceId string

var metrics = loadJsonContent('../metrics.json').instruments

var charts = [
  {
    title: 'Reserved, allocated, used and unmet (units)'
    visualization: 'timechart'
    query: 'AppMetrics | where Name in (\'${metrics.reserved.name}\', \'${metrics.allocated.name}\', \'${metrics.used.name}\', \'${metrics.unmet.name}\') | summarize units = max(Max) by bin(TimeGenerated, 5m), Name, type = tostring(Properties.resource_type) | summarize sum(units) by TimeGenerated, Name'
  }
  {
    title: 'Cost of reservations (currency an hour)'
    visualization: 'timechart'
    query: 'AppMetrics | where Name == \'${metrics.cost.name}\' | summarize max(Max) by bin(TimeGenerated, 5m)'
  }
  {
    title: 'Cycles by outcome'
    visualization: 'barchart'
    query: 'AppMetrics | where Name == \'${metrics.cycles.name}\' | summarize cycles = sum(Sum) by bin(TimeGenerated, 1h), status = tostring(Properties.status)'
  }
  {
    title: 'Duration and lag of cycles (seconds, highest)'
    visualization: 'timechart'
    query: 'AppMetrics | where Name in (\'${metrics.cycleDuration.name}\', \'${metrics.cycleLag.name}\') | summarize max(Max) by bin(TimeGenerated, 5m), Name'
  }
  {
    title: 'Requests to the provider by outcome'
    visualization: 'barchart'
    query: 'AppMetrics | where Name == \'${metrics.requests.name}\' | summarize requests = sum(Sum) by bin(TimeGenerated, 1h), outcome = tostring(Properties.outcome)'
  }
  {
    title: 'Coverage of the 90 % interval and relative error of forecasts'
    visualization: 'timechart'
    query: 'AppMetrics | where Name in (\'${metrics.forecastCoverage.name}\', \'${metrics.forecastError.name}\') | summarize mean = sum(Sum) / sum(ItemCount) by bin(TimeGenerated, 1h), Name'
  }
  {
    title: 'Forecasts by model'
    visualization: 'barchart'
    query: 'AppMetrics | where Name == \'${metrics.forecasts.name}\' | summarize forecasts = sum(Sum) by bin(TimeGenerated, 1h), model = tostring(Properties.model)'
  }
  {
    title: 'Fallbacks, series held, overrides active'
    visualization: 'timechart'
    query: 'AppMetrics | where Name in (\'${metrics.forecastFallbacks.name}\', \'${metrics.seriesHeld.name}\', \'${metrics.overridesActive.name}\') | summarize max(Max) by bin(TimeGenerated, 5m), Name'
  }
]

var timeRange = {
  type: 4
  name: 'range'
  label: 'Time'
  isRequired: true
  typeSettings: {
    selectableValues: [
      {
        durationMs: 3600000
      }
      {
        durationMs: 86400000
      }
      {
        durationMs: 604800000
      }
    ]
  }
  value: {
    durationMs: 86400000
  }
}

var chartItems = [
  for (chart, index) in charts: {
    type: 3
    name: 'chart-${index}'
    customWidth: '50'
    content: {
      version: 'KqlItem/1.0'
      title: chart.title
      query: chart.query
      queryType: 0
      resourceType: 'microsoft.operationalinsights/workspaces'
      visualization: chart.visualization
      timeContextFromParameter: 'range'
    }
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: displayName
    sourceId: workspaceId
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat(
        [
          {
            type: 9
            name: 'time'
            content: {
              version: 'KqlParameterItem/1.0'
              parameters: [timeRange]
              style: 'above'
            }
          }
        ],
        chartItems
      )
      fallbackResourceIds: [workspaceId]
    })
  }
}
