namespace CapacityFunctions.Planning.Tests;

/// <summary>The two files that the contract of the command line shows, word for word.</summary>
internal static class ContractExamples
{
    internal const string Plan =
        """
        {"resourceType":"Standard_D4s_v5","unit":1,
         "policy":{"name":"threshold","releaseBelow":0.8,
           "rules":[{"level":0.9,"bound":"upper","threshold":0.8,"increase":{"kind":"percent","value":10}}],
           "costOptimal":{"shortageCostPerUnitHour":2.0},
           "limits":{"maxIncreasePerCycle":50,"maxDecreasePerCycle":20,"budgetPerHour":100.0},
           "zones":{"maxShare":0.6,"surviveZoneLoss":0.5,"flexibleShare":0.7}},
         "zones":[{"zone":"1","pricePerUnitHour":0.21,"available":40},{"zone":"2","pricePerUnitHour":0.19,"available":10}],
         "accounts":[{"accountId":"a","mode":"Enforce","reserved":{"1":10,"2":4},"running":{"1":8,"2":4},
           "demand":{"mean":12.2,"intervals":[{"level":0.9,"lower":9.0,"upper":17.0}],"byZone":{"1":0.7,"2":0.3}},
           "minimum":4,"maximum":60}],
         "overrides":[]}
        """;

    /// <summary>Every field that a plan's file may have beyond the contract's example.</summary>
    internal const string PlanWithEverything =
        """
        {"resourceType":"Standard_D4s_v5","family":"standardDSv5Family","now":"2026-11-24T02:05:00Z",
         "policy":{"name":"pooled","raiseFrom":0.5,"costOptimal":{"shortageCostPerUnitHour":2.0},
           "leadTime":{"provisioningMinutes":10,"coverMinutes":50},
           "limits":{"buffer":{"units":1,"share":0.1},"decreaseCoolDownMinutes":10,"stabilisationMinutes":15},
           "zones":{"maxShare":1,"moveCostPerUnit":0.5,"moveAmortisationHours":24,"moveTolerance":0.05},
           "safety":{"lowConfidence":"noRelease","noSkill":"act","coverage":"widen","drift":"hold","fallback":"recommend","widenFactor":2}},
         "zones":[{"zone":"1","pricePerUnitHour":0.2,"available":40},{"zone":"2","pricePerUnitHour":0.19,"available":40}],
         "group":{"mean":30,"intervals":[{"level":0.8,"lower":24,"upper":40}]},
         "coolDowns":[{"resourceType":"Standard_D4s_v5","zone":"2","until":"2026-11-24T02:35:00Z",
           "failure":{"class":"ZoneFull","code":"ZonalAllocationFailed","message":"no capacity"}}],
         "accounts":[
           {"accountId":"a","mode":"Enforce","reserved":{"1":10},"running":{"1":8},"minimum":4,
             "demand":{"mean":16,"intervals":[{"level":0.8,"lower":10,"upper":24}]},
             "trail":{"increasedAt":"2026-11-24T02:00:00Z","wishes":[{"at":"2026-11-24T02:00:00Z","units":12}]}},
           {"accountId":"b","mode":"Enforce","reserved":{"1":20},"running":{"1":6},
             "demand":{"mean":14,"intervals":[{"level":0.8,"lower":9,"upper":20}]},
             "doubts":[{"kind":"lowConfidence","reason":"short history"}]}]}
        """;

    internal const string Allocate =
        """
        {"resourceType":"Standard_D4s_v5","capacity":100,"step":1,
         "limits":{"maxShift":null,"deadBand":0},
         "accounts":[{"accountId":"a","priority":3,"weight":1,"guaranteedMinimum":10,"maximum":50,"lendable":0,
           "usage":30,"demand":35,"upperDemand":41,"current":30,
           "sla":{"latencyTargetMs":200,"latencyObservedMs":260,"throughputTarget":null,"throughputObserved":null}}]}
        """;

    /// <summary>Every field that an allocation's file may have beyond the contract's example; the numbers are those of the README.</summary>
    internal const string AllocateWithEverything =
        """
        {"resourceType":"cpu","capacity":60,"now":"2026-11-24T02:00:00Z",
         "limits":{"maxShift":50,"maxShiftShare":1,"deadBand":0,"deadBandShare":0,"exemptMinutes":15,"returnMinutes":60},
         "priorities":{"demandMargin":0.25,"demandHoldMinutes":30,"ageingMinutes":30,"maximumRaise":3,
           "serviceLevel":{"windowMinutes":30,"raiseAbove":0.5,"lowerBelow":0.2,"fewestSamples":3}},
         "groups":[
           {"name":"retail","guaranteedMinimum":24,"maximum":30,"lendable":0,"weight":1},
           {"name":"travel","guaranteedMinimum":20,"lendable":20}],
         "accounts":[
           {"accountId":"shop","businessUnit":"retail","priority":1,"guaranteedMinimum":8,"demand":20,"current":20},
           {"accountId":"till","businessUnit":"retail","priority":1,"demand":16,"current":16,
             "sla":{"latencyTargetMs":200,"latencyPercentile":95,"importance":1,"samples":[
               {"at":"2026-11-24T01:45:00Z","latencyMs":260},{"at":"2026-11-24T01:50:00Z","latencyMs":190},
               {"at":"2026-11-24T01:55:00Z","latencyMs":420},{"at":"2026-11-24T02:00:00Z","latencyMs":240,"throughput":90}]}},
           {"accountId":"booking","businessUnit":"travel","priority":1,"guaranteedMinimum":10,"lendable":10,"usage":3,"demand":4,
             "demandAhead":5,"upperDemandAhead":7,"current":4},
           {"accountId":"batch","priority":0,"usage":35,"demand":40,"current":20,
             "trail":{"at":"2026-11-24T01:55:00Z","serviceLevelRaise":0,"isWaiting":false,"waitedMinutes":27,"entitled":23,"isLacking":true,
               "risingAt":null,"gainedAt":"2026-11-24T01:00:00Z"}}]}
        """;
}
