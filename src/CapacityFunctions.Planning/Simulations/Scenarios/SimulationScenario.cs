using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Simulations.Scenarios;

/// <summary>What a simulation shall replay, as the file says it.</summary>
public sealed record SimulationScenario
{
    /// <summary>Null: everything in the usage file, which must then be of one type.</summary>
    public ResourceType? ResourceType { get; init; }

    /// <summary>The first bucket that counts; null: two weeks after the first usage of each account.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The end of the buckets that count, exclusive; null: the end of each account's usage.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Time between two decisions, such as <c>5m</c>.</summary>
    public string Grid { get; init; } = "5m";

    /// <summary>From an order to the time that it covers; a multiple of the grid, 0 or more.</summary>
    public decimal ProvisioningMinutes { get; init; } = 10;

    /// <summary>Above 0: what costs nothing needs no decision.</summary>
    public required decimal PricePerUnitHour { get; init; }

    /// <summary>Above 0.</summary>
    public required decimal ShortageCostPerUnitHour { get; init; }

    /// <summary>Names of <see cref="SimulationPolicyNames"/>, or <c>all</c>.</summary>
    public IReadOnlyList<string> Policies { get; init; } = ["all"];

    /// <summary>Null: all accounts of the file.</summary>
    public IReadOnlyList<ScenarioAccount>? Accounts { get; init; }

    /// <summary>The smallest amount that can be reserved, such as 1 for whole instances; null: any amount.</summary>
    public decimal? Unit { get; init; }

    /// <summary>Parameters of threshold, cost-optimal and pooled, as in a plan file; null: what the loop does by default.</summary>
    public ReservationPolicy? Policy { get; init; }

    /// <summary>Hours between trainings of a model, counted from midnight UTC.</summary>
    public int RetrainHours { get; init; } = 24;

    /// <summary>Whether quantiles that are ordered learn from how earlier orders came out; false: they are the models' own.</summary>
    public bool LiveQuantile { get; init; } = true;
}
