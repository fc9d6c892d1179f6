using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What is stored of one decision. Whatever is missing is left out of the explanation.</summary>
public sealed record DecisionRecords
{
    public required Cycle Cycle { get; init; }

    public required AccountId AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary>Null where the cycle ended before it decided.</summary>
    public AccountDecision? Decision { get; init; }

    /// <summary>What the forecast reported.</summary>
    public SeriesOutlook? Outlook { get; init; }

    /// <summary>The predictions of the cycle, one for each horizon.</summary>
    public IReadOnlyList<WorkloadPrediction> Predictions { get; init; } = [];

    /// <summary>The requests of the cycle for this account and resource type.</summary>
    public IReadOnlyList<ReservationRequest> Requests { get; init; } = [];

    /// <summary>What was promised to the account's users; null where nothing is.</summary>
    public ServiceLevel? ServiceLevel { get; init; }

    /// <summary>What was measured over the window that the decision looked at.</summary>
    public IReadOnlyList<ServiceLevelSample> Samples { get; init; } = [];

    /// <summary>How past predictions did.</summary>
    public SeriesAccuracy? Accuracy { get; init; }
}
