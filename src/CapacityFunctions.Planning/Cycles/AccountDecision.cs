using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>Everything one cycle decided for one account and resource type, and why. Amounts in resource units.</summary>
public sealed record AccountDecision
{
    public required CycleId CycleId { get; init; }

    public required AccountId AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    public required OperatingMode Mode { get; init; }

    /// <summary>The newest observation; null when there is none.</summary>
    public double? UsageNow { get; init; }

    public DateTimeOffset? UsageAt { get; init; }

    /// <summary>The highest demand inside each horizon, mean and interval; empty when nothing could be predicted.</summary>
    public IReadOnlyList<HorizonPeak> Forecasts { get; init; } = [];

    /// <summary>Why nothing could be decided; null when it could.</summary>
    public string? HoldReason { get; init; }

    /// <summary>Why an older model or seasonal naive stood in; null when the chosen model forecast.</summary>
    public string? FallbackReason { get; init; }

    /// <summary>Units held before, by zone.</summary>
    public required IReadOnlyDictionary<string, decimal> ReservedBefore { get; init; }

    /// <summary>Units held after, by zone; in Recommend mode what would be held.</summary>
    public required IReadOnlyDictionary<string, decimal> ReservedAfter { get; init; }

    /// <summary>Price for an hour of what was held before.</summary>
    public decimal CostPerHourBefore { get; init; }

    /// <summary>Price for an hour of what was planned to be held; the provider may have granted less.</summary>
    public decimal CostPerHourPlanned { get; init; }

    /// <summary>Price for an hour of what is held in the end; in Recommend mode of what would be. Null in rows of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? CostPerHourAfter { get; init; }

    public decimal AllocatedBefore { get; init; }

    /// <summary>Units allocated after; in Recommend mode what would be allocated.</summary>
    public decimal AllocatedAfter { get; init; }

    public int EffectivePriority { get; init; }

    /// <summary>Need that no capacity covers.</summary>
    public decimal Unmet { get; init; }

    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The overrides that were in force for it: who, why and until when.</summary>
    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <summary>The terms under which the reservation was decided; null in rows of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DecisionTerms? Terms { get; init; }

    /// <summary>How the allocation came out; its reasons are among <see cref="Reasons"/>, too. Null in rows of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AccountAllocation? Division { get; init; }

    /// <summary>What would have been decided without any override; null where none was in force for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DecisionWithoutOverrides? WithoutOverrides { get; init; }
}
