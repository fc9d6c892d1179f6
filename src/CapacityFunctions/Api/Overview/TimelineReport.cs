using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Timelines;

namespace CapacityFunctions.Api.Overview;

/// <summary>Cycle after cycle, oldest first: one value of each list a cycle. Amounts in resource units.</summary>
public sealed record TimelineReport
{
    public ResourceType? ResourceType { get; init; }

    /// <summary>What was used, also before the first cycle: an instant for each of <see cref="Demand"/>.</summary>
    public IReadOnlyList<DateTimeOffset> DemandAt { get; init; } = [];

    public IReadOnlyList<double> Demand { get; init; } = [];

    /// <summary>The scheduled times of the cycles.</summary>
    public IReadOnlyList<DateTimeOffset> Timestamps { get; init; } = [];

    /// <summary>The highest demand that was expected within the next hour.</summary>
    public IReadOnlyList<double?> PredictedNextHour { get; init; } = [];

    public IReadOnlyList<decimal> Reserved { get; init; } = [];

    /// <summary>What would be held if every account's decision were carried out.</summary>
    public IReadOnlyList<decimal> Recommended { get; init; } = [];

    public IReadOnlyList<decimal> Allocated { get; init; } = [];

    public IReadOnlyList<decimal> Unmet { get; init; } = [];

    public IReadOnlyList<decimal> CostPerHour { get; init; } = [];

    public IReadOnlyList<double> DurationSeconds { get; init; } = [];

    internal static TimelineReport Of(ResourceType resourceType, IReadOnlyList<TimelineEntry> entries, IReadOnlyList<DemandPoint> demand) => new()
    {
        ResourceType = resourceType,
        DemandAt = [.. demand.Select(point => point.At)],
        Demand = [.. demand.Select(point => point.Value)],
        Timestamps = [.. entries.Select(entry => entry.At)],
        PredictedNextHour = [.. entries.Select(entry => entry.PredictedNextHour)],
        Reserved = [.. entries.Select(entry => entry.Reserved)],
        Recommended = [.. entries.Select(entry => entry.Recommended)],
        Allocated = [.. entries.Select(entry => entry.Allocated)],
        Unmet = [.. entries.Select(entry => entry.Unmet)],
        CostPerHour = [.. entries.Select(entry => entry.CostPerHour)],
        DurationSeconds = [.. entries.Select(entry => entry.DurationSeconds)],
    };
}
