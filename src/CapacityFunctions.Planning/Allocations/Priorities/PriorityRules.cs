using CapacityFunctions.Planning.Allocations.ServiceLevels;

namespace CapacityFunctions.Planning.Allocations.Priorities;

/// <summary>What raises an account above its base priority. The defaults raise by service levels alone.</summary>
public sealed record PriorityRules
{
    /// <summary>What the loop uses.</summary>
    public static PriorityRules Standard { get; } = new() { DemandMargin = 0.25m, AgeingMinutes = 30 };

    public ServiceLevelRules ServiceLevel { get; init; } = new();

    /// <summary>
    /// Predicted demand raises by one tier when it exceeds both what the account is entitled to and what it uses by more than this share; 0.01 to
    /// 10. Null: never.
    /// </summary>
    public decimal? DemandMargin { get; init; }

    /// <summary>For how many minutes it does so after it last exceeded them; 1 to 10,080.</summary>
    public int DemandHoldMinutes { get; init; } = 30;

    /// <summary>Need that has been unmet for so many minutes raises by one tier, until half of them have been waited off; 1 to 10,080. Null: never.</summary>
    public int? AgeingMinutes { get; init; }

    /// <summary>The most tiers that all parts raise together; 0 to 4. Service levels count first, waiting last.</summary>
    public int MaximumRaise { get; init; } = 3;

    /// <summary>Whether anything depends on what the base priorities alone would give.</summary>
    internal bool LooksAtEntitlement => MaximumRaise > 0 && (DemandMargin is not null || AgeingMinutes is not null);
}
