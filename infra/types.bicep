@export()
@description('Names and values: tags, settings.')
type TextMap = {
  *: string
}

@export()
@description('A capacity reservation group that exists before the app runs; the app makes those of other accounts itself, under the same names.')
type ReservationGroup = {
  @description('The id of the account: lower-case letters, digits and inner hyphens. Other ids are escaped in the group\'s name, which only the app does.')
  @minLength(1)
  @maxLength(76)
  account: string

  @description('The subscription that may use the group; empty: nobody but the provider subscription.')
  sharedWith: string

  @description('The provider subscription\'s numbers of the availability zones; fixed for as long as the group lives.')
  @minLength(1)
  zones: ('1' | '2' | '3')[]
}

@export()
@description('Who holds capacity.')
type Provider = {
  @description('ledger: numbers in a table, a rehearsal. azure: real capacity reservations, which cost money.')
  kind: 'ledger' | 'azure'

  @description('The subscription that owns and pays for the reservations; empty: the one of the app.')
  @maxLength(36)
  subscriptionId: string

  @description('The resource group of the reservations, which holds nothing else.')
  @minLength(1)
  @maxLength(90)
  resourceGroup: string

  @description('The region in which capacity is reserved.')
  location: string

  @description('Subscriptions that reservations are shared with. The role of a consumer is granted in each.')
  consumers: string[]

  @description('The subscription of each account whose id is not itself one.')
  accountSubscriptions: TextMap

  @description('Reservation groups to make.')
  groups: ReservationGroup[]

  @description('Whether the app reads platform metrics of the consumers (Monitoring Reader).')
  readMetrics: bool

  @description('Whether the app asks for quota in the provider subscription and its consumers (Quota Request Operator).')
  requestQuota: bool
}

@export()
@description('How many instances of a group of functions are always there; name is http, durable or function:NAME.')
type AlwaysReady = {
  name: string
  @minValue(1)
  instanceCount: int
}

@export()
@description('When somebody is told.')
type Thresholds = {
  @description('Series without fresh usage.')
  @minValue(0)
  heldSeries: int

  @description('Units of demand that no capacity covers.')
  @minValue(0)
  unmetUnits: int

  @description('Percent of outcomes inside the 90 % interval, over six hours, below which intervals are too narrow.')
  @minValue(0)
  @maxValue(100)
  lowestCoveragePercent: int

  @description('Percent above which they are too wide.')
  @minValue(0)
  @maxValue(100)
  highestCoveragePercent: int

  @description('Currency units an hour that reservations may cost.')
  @minValue(0)
  costPerHour: int

  @description('Percent of forecasts that fell back to a simpler model.')
  @minValue(0)
  @maxValue(100)
  fallbackPercent: int

  @description('Seconds after its scheduled time at which a cycle may decide.')
  @minValue(1)
  lagSeconds: int
}
