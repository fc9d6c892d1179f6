using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Overviews;

/// <summary>An account and resource type at a glance. Amounts in resource units.</summary>
public sealed record AccountOverview
{
    public required AccountId AccountId { get; init; }

    public string? Name { get; init; }

    public string? BusinessUnit { get; init; }

    public required OperatingMode Mode { get; init; }

    public int Priority { get; init; }

    public double? UsageNow { get; init; }

    public DateTimeOffset? UsageAt { get; init; }

    /// <summary>Highest demand within an hour; null when nothing could be predicted.</summary>
    public HorizonPeak? NextHour { get; init; }

    /// <summary>Units held.</summary>
    public decimal Reserved { get; init; }

    /// <summary>Units that would be held if the decision were carried out; the same as held in Enforce mode.</summary>
    public decimal Recommended { get; init; }

    public decimal Allocated { get; init; }

    public decimal Unmet { get; init; }

    public decimal CostPerHour { get; init; }

    /// <summary>Worst first; empty when all is well.</summary>
    public IReadOnlyList<Trouble> Troubles { get; init; } = [];
}
