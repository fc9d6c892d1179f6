namespace CapacityFunctions.Forecasting.Learning;

/// <summary>Settings of a training over many series.</summary>
public sealed record LearningOptions
{
    public int Seed { get; init; } = 1;

    /// <summary>Threads that work side by side, at least 1; changes nothing but the time.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Work allowed, as CPU time on an ordinary core by the learner's own estimate and not by the clock, so that the result is the same on every
    /// machine.
    /// </summary>
    public TimeSpan CpuBudget { get; init; } = TimeSpan.FromMinutes(2);
}
