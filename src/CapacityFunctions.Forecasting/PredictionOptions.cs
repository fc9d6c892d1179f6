namespace CapacityFunctions.Forecasting;

/// <summary>Settings of <see cref="WorkloadPredictionEngine"/>.</summary>
public sealed record PredictionOptions
{
    /// <summary>Names of the methods to try; null for all that suit an automatic choice.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>Season lengths in steps; null to find them, empty for none.</summary>
    public IReadOnlyList<int>? Periods { get; init; }

    /// <summary>
    /// Zone whose clock the seasons follow: people come at nine by the clock on the wall, also after it was changed. Its id must be one that
    /// the system knows, since the model's state keeps only that. Default UTC.
    /// </summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>For methods that draw random numbers.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// CPU time a training may take, by the methods' own estimates and not by the clock, so that the choice is the same on every machine.
    /// Methods are tried in order of cost; what doesn't fit is left out. Default 2 s, enough for everything on four weeks of
    /// five-minute data.
    /// </summary>
    public TimeSpan CpuBudget { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Forecasts and intervals never go below zero: true (default) for usage.</summary>
    public bool IsNonNegative { get; init; } = true;

    /// <summary>Whether a combination of several methods may be chosen. Default true.</summary>
    public bool AllowsCombination { get; init; } = true;
}
