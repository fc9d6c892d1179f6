using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Allocations.ServiceLevels;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>What an allocation decision needs beside accounts, outlooks and what is allocated; of one resource type.</summary>
public sealed record AllocationFacts
{
    /// <summary>Units to divide.</summary>
    public required decimal Capacity { get; init; }

    /// <summary>Level of the interval whose upper bound is served when all needs are.</summary>
    public required double UpperLevel { get; init; }

    /// <summary>True: accounts in Recommend mode keep what they have. False: as if every account were enforced.</summary>
    public required bool EnforcedOnly { get; init; }

    /// <summary>What bounds the movement between accounts; its return time says which horizon lending looks at.</summary>
    public AllocationLimits Limits { get; init; } = AllocationLimits.Standard;

    /// <summary>What raises accounts above their base priority.</summary>
    public PriorityRules Priorities { get; init; } = PriorityRules.Standard;

    /// <summary>What was measured over the rules' window, in any order; accounts without a service level need none.</summary>
    public IReadOnlyDictionary<AccountId, IReadOnlyList<ServiceLevelSample>> Samples { get; init; } =
        new Dictionary<AccountId, IReadOnlyList<ServiceLevelSample>>();

    /// <summary>What the last division left, by account: <see cref="AccountAllocation.Trail"/>; accounts without one begin anew.</summary>
    public IReadOnlyDictionary<AccountId, AllocationTrail> Trails { get; init; } = new Dictionary<AccountId, AllocationTrail>();

    /// <summary>The limits of business units for this resource type; a unit that is not among them bounds nothing.</summary>
    public IReadOnlyList<BusinessUnitState> Units { get; init; } = [];

    /// <summary>What an account was promised and what was measured of it; null for one without a service level.</summary>
    internal ServiceLevelObservation? ObservationOf(LinkedAccount account) => account.ServiceLevel is not { } promised ? null : new()
    {
        LatencyTargetMs = promised.LatencyTargetMs,
        ThroughputTarget = promised.ThroughputTarget,

        // One account that is described oddly must not stop everybody's division.
        LatencyPercentile = promised.LatencyPercentile is > 0 and <= 100 ? promised.LatencyPercentile : null,
        Importance = Math.Clamp(promised.Importance, 0, 2),
        Samples = Samples.GetValueOrDefault(account.Id, []),
    };
}
