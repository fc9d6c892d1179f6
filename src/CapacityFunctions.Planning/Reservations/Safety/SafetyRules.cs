namespace CapacityFunctions.Planning.Reservations.Safety;

/// <summary>What each kind of doubt leads to. Several doubts add up: what any of them forbids is not done.</summary>
public sealed record SafetyRules
{
    /// <summary>Default: what is held is kept, as too much costs money for days and too little costs users.</summary>
    public SafetyAction LowConfidence { get; init; } = SafetyAction.NoRelease;

    /// <summary>Default: act, as usage that repeats itself is forecast well by repeating it, and intervals tell the rest.</summary>
    public SafetyAction NoSkill { get; init; } = SafetyAction.Act;

    /// <summary>Default: widen, which is what was found wrong.</summary>
    public SafetyAction Coverage { get; init; } = SafetyAction.Widen;

    /// <summary>Default: what is held is kept until the models are chosen anew.</summary>
    public SafetyAction Drift { get; init; } = SafetyAction.NoRelease;

    /// <summary>Default: widen, as the intervals are those of a model that was not meant for this.</summary>
    public SafetyAction Fallback { get; init; } = SafetyAction.Widen;

    /// <summary>What distances from the mean are multiplied by where intervals are widened; 1 to 10.</summary>
    public double WidenFactor { get; init; } = 1.5;

    internal SafetyAction Of(DoubtKind kind) => kind switch
    {
        DoubtKind.LowConfidence => LowConfidence,
        DoubtKind.NoSkill => NoSkill,
        DoubtKind.Coverage => Coverage,
        DoubtKind.Drift => Drift,
        DoubtKind.Fallback => Fallback,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of doubt."),
    };
}
