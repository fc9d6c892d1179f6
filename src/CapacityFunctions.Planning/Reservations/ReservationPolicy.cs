using CapacityFunctions.Planning.Reservations.Safety;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>How reservations follow demand.</summary>
public sealed record ReservationPolicy
{
    /// <summary>One of <see cref="ReservationPolicyNames"/>.</summary>
    public string Name { get; init; } = ReservationPolicyNames.Threshold;

    /// <summary>A mean below this share of the reservation releases (1 − share) of it, each cycle; 0 to 1. Threshold only.</summary>
    public decimal ReleaseBelow { get; init; } = 0.8m;

    /// <summary>
    /// How much of a unit the mean has to exceed the reservation by before the base rule raises; 0 to 1. 0 (the default): as soon as it exceeds it
    /// at all, so that a mean of 0.04 reserves a whole unit; interval rules say better what is worth having. Threshold only.
    /// </summary>
    public decimal RaiseFrom { get; init; }

    /// <summary>Threshold only.</summary>
    public IReadOnlyList<IntervalRule> Rules { get; init; } = [];

    /// <summary>Down to where the base rule may release; null (the default): as far as it says. Threshold only.</summary>
    public ReleaseFloor? ReleaseFloor { get; init; }

    /// <summary>Required by cost-optimal and pooled, unused otherwise.</summary>
    public CostOptimalParameters? CostOptimal { get; init; }

    /// <summary>
    /// Which time the demand of a decision covers; null: the hour from now. Whoever makes demand out of forecasts looks at it
    /// (<see cref="Predictions.DecisionWindow"/>): a plan's file has the demand of that time already.
    /// </summary>
    public LeadTimeParameters? LeadTime { get; init; }

    public ReservationLimits Limits { get; init; } = new();

    public ZoneRules Zones { get; init; } = new();

    /// <summary>What doubts about a forecast lead to.</summary>
    public SafetyRules Safety { get; init; } = new();

    /// <summary>What is wrong with it, by path from <c>$.policy</c>; none when it can be used.</summary>
    public IReadOnlyList<InputProblem> FindProblems()
    {
        ProblemList problems = new();
        ReservationPolicyChecks.Check(this, problems);
        return problems.Problems;
    }
}
