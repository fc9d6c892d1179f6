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

    internal const string Allocate =
        """
        {"resourceType":"Standard_D4s_v5","capacity":100,"step":1,
         "limits":{"maxShift":null,"deadBand":0},
         "accounts":[{"accountId":"a","priority":3,"weight":1,"guaranteedMinimum":10,"maximum":50,"lendable":0,
           "usage":30,"demand":35,"upperDemand":41,"current":30,
           "sla":{"latencyTargetMs":200,"latencyObservedMs":260,"throughputTarget":null,"throughputObserved":null}}]}
        """;
}
