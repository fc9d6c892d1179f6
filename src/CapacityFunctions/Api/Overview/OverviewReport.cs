using CapacityFunctions.Api.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Overviews;
using CapacityFunctions.Planning.Savings;

namespace CapacityFunctions.Api.Overview;

/// <summary>The whole group at a glance, of one resource type.</summary>
public sealed record OverviewReport
{
    /// <summary>The app's clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>All that are decided on.</summary>
    public required IReadOnlyList<ResourceType> ResourceTypes { get; init; }

    /// <summary>The one shown; null when there is none yet.</summary>
    public ResourceType? ResourceType { get; init; }

    public required SystemState System { get; init; }

    /// <summary>The totals of the newest cycle; null when none has ended yet.</summary>
    public GroupTotals? Group { get; init; }

    /// <summary>Today (UTC) against holding the highest demand before today; null when no cycle has ended yet.</summary>
    public StaticPeakComparison? Today { get; init; }

    /// <summary>The group's newest prediction of the horizon asked for; null when there is none.</summary>
    public ForecastReport? Forecast { get; init; }

    public required TimelineReport Timeline { get; init; }

    /// <summary>Those in trouble first.</summary>
    public required IReadOnlyList<AccountOverview> Accounts { get; init; }

    /// <summary>In force and to come, of every resource type.</summary>
    public required IReadOnlyList<Override> Overrides { get; init; }
}
