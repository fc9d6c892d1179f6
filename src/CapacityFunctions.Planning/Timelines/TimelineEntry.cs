using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Timelines;

/// <summary>What one cycle saw and did of one resource type, over all accounts. Amounts in resource units.</summary>
public sealed record TimelineEntry
{
    public required CycleId CycleId { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary>The scheduled time of the cycle; UTC.</summary>
    public required DateTimeOffset At { get; init; }

    public required CycleStatus Status { get; init; }

    /// <summary>Newest usage, added up over the accounts that are not held; null when there is none of them.</summary>
    public double? Demand { get; init; }

    /// <summary>The group's highest expected demand within the next hour; null without a group forecast.</summary>
    public double? PredictedNextHour { get; init; }

    /// <summary>Units held after the cycle, by accounts whose decisions are carried out and by all others.</summary>
    public decimal Reserved { get; init; }

    /// <summary>Units that would be held if every account's decision were carried out.</summary>
    public decimal Recommended { get; init; }

    /// <summary>Units of the reservation that accounts may use.</summary>
    public decimal Allocated { get; init; }

    /// <summary>Need that no capacity covers.</summary>
    public decimal Unmet { get; init; }

    /// <summary>Price for an hour of what is held.</summary>
    public decimal CostPerHour { get; init; }

    /// <summary>Price of one unit for an hour by zone.</summary>
    public IReadOnlyDictionary<string, decimal> Prices { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>From the start of the cycle to its end.</summary>
    public double DurationSeconds { get; init; }
}
