namespace CapacityFunctions.Testing.Providers;

/// <summary>What goes wrong at whoever holds the capacity.</summary>
public enum ProviderFault
{
    /// <summary>The zone refuses every increase.</summary>
    ZoneFull = 0,

    /// <summary>The region refuses every increase.</summary>
    RegionFull = 1,

    /// <summary>The quota of the family refuses every increase, and names its four numbers.</summary>
    QuotaExhausted = 2,

    /// <summary>The resource type is not to be had there.</summary>
    NotOffered = 3,

    /// <summary>Asked too often: nothing is done for as long as <see cref="CapacityProviderConformance.RetryAfter"/> says.</summary>
    Throttled = 4,

    /// <summary>Another operation is under way on the same object.</summary>
    Conflict = 5,

    /// <summary>Every increase begins and fails, and leaves the reservation unusable until its quantity is set back to what it was.</summary>
    FailedIncrease = 6,

    /// <summary>The next change is carried out, and its answer is lost on the way. Once.</summary>
    TimeOutAfterApplying = 7,
}
