using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What is stored of a cycle for one resource type.</summary>
public sealed record GroupRecords
{
    public required Cycle Cycle { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary>All decisions of the cycle for the resource type.</summary>
    public required IReadOnlyList<AccountDecision> Decisions { get; init; }

    /// <summary>The group's predictions of the cycle.</summary>
    public IReadOnlyList<WorkloadPrediction> Predictions { get; init; } = [];

    /// <summary>How the group's past predictions did.</summary>
    public SeriesAccuracy? Accuracy { get; init; }
}
