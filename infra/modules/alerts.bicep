metadata description = 'What a person must know at once. Each query yields one row and one number, also when no telemetry arrives at all.'

import { TextMap, Thresholds } from '../types.bicep'

param location string
param tags TextMap
param namePrefix string
param workspaceId string
param actionGroupId string
param thresholds Thresholds
param enabled bool

var metrics = loadJsonContent('../metrics.json').instruments

var rules = [
  {
    name: 'missed-ticks'
    title: 'Cycles are missing'
    description: 'Fewer than two cycles ended in fifteen minutes; there should be three, and skipped ones do not count. The timer has stopped, the app is down, or its telemetry is lost. See the README, When an alert comes.'
    severity: 1
    window: 'PT15M'
    query: 'AppMetrics | where Name == \'${metrics.cycles.name}\' and tostring(Properties.status) != \'Skipped\' | summarize value = coalesce(sum(Sum), 0.0)'
    operator: 'LessThan'
    threshold: 2
  }
  {
    name: 'failed-cycle'
    title: 'A cycle failed or came too late'
    description: 'A cycle ended as Failed or Abandoned. Reservations stay as they were.'
    severity: 1
    window: 'PT15M'
    query: 'AppMetrics | where Name == \'${metrics.cycles.name}\' and tostring(Properties.status) in (\'Failed\', \'Abandoned\') | summarize value = coalesce(sum(Sum), 0.0)'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'late-cycle'
    title: 'Cycles decide late'
    description: 'A cycle began its work long after its scheduled time: the one before takes too long, or instances are short.'
    severity: 2
    window: 'PT15M'
    query: 'AppMetrics | where Name == \'${metrics.cycleLag.name}\' | summarize value = coalesce(max(Max), 0.0)'
    operator: 'GreaterThan'
    threshold: thresholds.lagSeconds
  }
  {
    name: 'stale-data'
    title: 'Usage is stale'
    description: 'Series are held because their newest usage is too old. Nothing is decided for them.'
    severity: 2
    window: 'PT15M'
    query: 'AppMetrics | where Name == \'${metrics.seriesHeld.name}\' | summarize value = coalesce(max(Max), 0.0)'
    operator: 'GreaterThan'
    threshold: thresholds.heldSeries
  }
  {
    name: 'unmet-demand'
    title: 'Demand is not covered'
    description: 'Units that accounts need and that no capacity covers: zones are full, quota or a limit binds.'
    severity: 1
    window: 'PT15M'
    query: 'AppMetrics | where Name == \'${metrics.unmet.name}\' | summarize byType = max(Max) by tostring(Properties.resource_type) | summarize value = coalesce(sum(byType), 0.0)'
    operator: 'GreaterThan'
    threshold: thresholds.unmetUnits
  }
  {
    name: 'coverage'
    title: 'Prediction intervals are wrong'
    description: 'Over six hours, the share of outcomes inside the 90 % interval was out of its band.'
    severity: 3
    window: 'PT6H'
    query: 'AppMetrics | where Name == \'${metrics.forecastCoverage.name}\' | summarize coverage = 100.0 * sum(Sum) / sum(ItemCount) | summarize value = coalesce(sum(iff(coverage < ${thresholds.lowestCoveragePercent} or coverage > ${thresholds.highestCoveragePercent}, 1.0, 0.0)), 0.0)'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'fallbacks'
    title: 'Forecasts fall back'
    description: 'More forecasts than usual came from a simpler model than the one chosen.'
    severity: 3
    window: 'PT1H'
    query: 'AppMetrics | where Name in (\'${metrics.forecasts.name}\', \'${metrics.forecastFallbacks.name}\') | summarize all = sumif(Sum, Name == \'${metrics.forecasts.name}\'), fallen = sumif(Sum, Name == \'${metrics.forecastFallbacks.name}\') | project value = iff(all > 0, 100.0 * fallen / all, 0.0)'
    operator: 'GreaterThan'
    threshold: thresholds.fallbackPercent
  }
  {
    name: 'cost'
    title: 'Reservations cost more than they may'
    description: 'The cost of what is reserved, by the hour, is above the threshold.'
    severity: 2
    window: 'PT30M'
    query: 'AppMetrics | where Name == \'${metrics.cost.name}\' | summarize value = coalesce(max(Max), 0.0)'
    operator: 'GreaterThan'
    threshold: thresholds.costPerHour
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${namePrefix}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: rule.description
      enabled: enabled
      severity: rule.severity
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: rule.window
      autoMitigate: true
      // The tables of Application Insights are made by the first row that arrives.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'value'
            timeAggregation: 'Maximum'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [actionGroupId]
      }
    }
  }
]
