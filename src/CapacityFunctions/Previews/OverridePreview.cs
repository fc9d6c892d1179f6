using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Previews;

namespace CapacityFunctions.Previews;

/// <summary>What an override would change if the next cycle came now and the provider granted what is asked of it. Nothing was written.</summary>
public sealed record OverridePreview
{
    /// <summary>The override as it would be given; its id is empty.</summary>
    public required Override Override { get; init; }

    /// <summary>What would limit it, or what it would break.</summary>
    public required IReadOnlyList<string> Binds { get; init; }

    /// <summary>The time for which it is reckoned; null where no cycle has completed to reckon from.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The cycle whose forecasts were used.</summary>
    public CycleId? ForecastsOf { get; init; }

    /// <summary>Accounts that would be decided otherwise, and the one that the override names; at most a hundred.</summary>
    public IReadOnlyList<DecisionChange> Accounts { get; init; } = [];

    /// <summary>How many there are in all.</summary>
    public int Changed { get; init; }

    /// <summary>Price for an hour of all that would be held of the resource types concerned, without the override.</summary>
    public decimal CostPerHourWithout { get; init; }

    /// <summary>The same with it.</summary>
    public decimal CostPerHourWith { get; init; }
}
