namespace CapacityFunctions.Forecasting.Methods;

/// <summary>What a method is fitted to.</summary>
/// <param name="History">Equally spaced usage in capacity units, oldest first, gaps filled; finite, at least one value.</param>
/// <param name="Periods">Season lengths in steps, ascending, each above 1 and with at least two full seasons in the history; empty for none.</param>
/// <param name="Regressors">External inputs over the history; null for none.</param>
/// <param name="Seed">For methods that draw random numbers.</param>
public sealed record FitRequest(
    ReadOnlyMemory<double> History,
    IReadOnlyList<int> Periods,
    RegressorMatrix? Regressors = null,
    int Seed = 0)
{
    /// <summary>Start of the first step of the history, for methods that know a calendar.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>Length of a step; zero when the history has no calendar, and then <see cref="Start"/> means nothing.</summary>
    public TimeSpan Step { get; init; }

    /// <summary>The shortest period, 1 for none.</summary>
    public int FirstPeriod => Periods.Count > 0 ? Periods[0] : 1;

    /// <summary>The longest period, 1 for none.</summary>
    public int LastPeriod => Periods.Count > 0 ? Periods[^1] : 1;
}
