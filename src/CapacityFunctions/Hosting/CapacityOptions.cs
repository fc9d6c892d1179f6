using System.ComponentModel.DataAnnotations;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Hosting;

/// <summary>The settings of the loop; app settings <c>Capacity__Name</c>.</summary>
public sealed class CapacityOptions : IValidatableObject
{
    public const string SectionName = "Capacity";

    /// <summary>Moves the app's clock, for replaying recorded usage. Default: none.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The age from which usage is stale: nothing is decided on it. Default: 30 minutes. Range: 5 minutes to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// A cycle that gets to its decisions later than this after its scheduled time decides nothing and is marked abandoned. Default: 15 minutes.
    /// Range: 1 minute to 6 hours.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "06:00:00")]
    public TimeSpan CycleExpiresAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Series in one shard of the fan-out; keeps histories small. Default: 100. Range: 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int ShardSize { get; set; } = 100;

    /// <summary>How many weeks of usage a model is trained on. Default: 4. Range: 1 to 52.</summary>
    [Range(1, 52)]
    public int TrainingWeeks { get; set; } = 4;

    /// <summary>Series that models are learned over at most; 0 learns none. Default: 300. Range: 0 to 10,000.</summary>
    [Range(0, 10_000)]
    public int LearningSeries { get; set; } = 300;

    /// <summary>
    /// CPU time on an ordinary core that learning one model for one horizon may take, by the learner's own estimate. Default: 10 minutes. Range: 1
    /// second to 12 hours.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan LearningBudget { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long one activity goes on learning before it puts the training aside for the next one: a function may run ten minutes on the consumption
    /// plan. Default: 5 minutes. Range: 10 milliseconds to 8 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:08:00")]
    public TimeSpan TrainingChunk { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Level of the interval that allocation and tables look at. Default: 0.9. Range: 0.5 to 0.99.</summary>
    [Range(0.5, 0.99)]
    public double DecisionLevel { get; set; } = 0.9;

    /// <summary>Seed of everything random in the forecasts. Default: 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// The reservation policy. Default: <c>threshold</c>, and raised to the upper bound of the 90 % interval as soon as that exceeds the reservation;
    /// capacity is there 10 minutes after it was asked for and lasts 50 more; nothing is released within 10 minutes after a change or because of a dip
    /// shorter than 15 minutes; units move only to a zone that is cheaper by more than a twentieth.
    /// </summary>
    public ReservationPolicy Policy { get; set; } = DefaultPolicy.Value;

    /// <summary>How capacity is divided.</summary>
    public AllocationOptions Allocation { get; set; } = new();

    /// <summary>Limits of business units. Default: none, and accounts' business units bound nothing.</summary>
    public IList<BusinessUnitOptions> BusinessUnits { get; } = [];

    /// <summary>Settings that could decide nothing are found at the start and not in a cycle.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. Policy.FindProblems().Select(problem => new ValidationResult($"{problem.Path.TrimStart('$', '.')} {problem.Message}", [nameof(Policy)])),
        .. AllocationSettings.Problems(Allocation, BusinessUnits).Select(problem => new ValidationResult(problem, [nameof(Allocation)])),
    ];
}
