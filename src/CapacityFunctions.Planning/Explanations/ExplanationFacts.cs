using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>The facts of an explanation, one part for each section; parts that do not apply are null. Amounts in resource units, as they are told.</summary>
public sealed record ExplanationFacts
{
    public required CycleStatus CycleStatus { get; init; }

    /// <summary>Why the cycle failed or was abandoned; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CycleReason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SeenFacts? Seen { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PredictedFacts? Predicted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DecidedFacts? Decided { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoundFacts? Bound { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CostFacts? Cost { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WithoutOverridesFacts? WithoutOverrides { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AllocatedFacts? Allocated { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GroupFacts? Group { get; init; }
}
