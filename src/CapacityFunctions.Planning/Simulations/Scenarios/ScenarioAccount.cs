using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Simulations.Scenarios;

/// <summary>One account that a scenario names.</summary>
public sealed record ScenarioAccount
{
    public required AccountId AccountId { get; init; }

    /// <summary>0 or more. Decides who gets what out of a pool, which costs nothing: it changes no figure of a simulation.</summary>
    public int Priority { get; init; }

    /// <summary>Never less than that is reserved, by any policy; units.</summary>
    public decimal GuaranteedMinimum { get; init; }
}
