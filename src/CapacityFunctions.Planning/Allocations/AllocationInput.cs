using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>Everything that one allocation decision looks at, for all accounts of one resource type.</summary>
public sealed record AllocationInput
{
    public required ResourceType ResourceType { get; init; }

    /// <summary>Units to divide; 0 or more.</summary>
    public required decimal Capacity { get; init; }

    /// <summary>Amounts are multiples of it; 0.001 to 1,000,000.</summary>
    public decimal Step { get; init; } = 1;

    public AllocationLimits Limits { get; init; } = new();

    /// <summary>What raises accounts above their base priority.</summary>
    public PriorityRules Priorities { get; init; } = new();

    /// <summary>Limits of the business units that accounts name.</summary>
    public IReadOnlyList<BusinessUnitState> Groups { get; init; } = [];

    public required IReadOnlyList<AccountAllocationState> Accounts { get; init; }

    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <summary>The instant for which overrides are resolved and at which windows end; UTC.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>What is wrong with it, by path from <c>$</c>; none when it can be divided.</summary>
    public IReadOnlyList<InputProblem> FindProblems() => AllocationChecks.Check(this).Problems;
}
