using CapacityFunctions.Api.Forecasts;
using CapacityFunctions.Api.Usage;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Api.Overview;

/// <summary>One account and resource type in detail.</summary>
public sealed record AccountView
{
    /// <summary>The app's clock.</summary>
    public required DateTimeOffset Now { get; init; }

    public required LinkedAccount Account { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary>All of this account, in order.</summary>
    public required IReadOnlyList<ResourceType> ResourceTypes { get; init; }

    public required UsageReport Usage { get; init; }

    /// <summary>The newest prediction of the horizon asked for; null when there is none.</summary>
    public ForecastReport? Forecast { get; init; }

    /// <summary>Newest first: each cycle for the horizon of an hour, every sixth for a day, every 48th for a week.</summary>
    public required IReadOnlyList<AccountDecision> Decisions { get; init; }

    /// <summary>In force and to come, of every scope that takes the account in.</summary>
    public required IReadOnlyList<Override> Overrides { get; init; }
}
