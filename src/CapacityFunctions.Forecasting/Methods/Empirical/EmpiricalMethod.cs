using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Methods.Empirical;

/// <summary>
/// Forecasts the distribution of what was seen: weighted quantiles of past values, without a model of level or error. Usage that sits at a
/// floor and leaves it in bursts has no useful mean; its quantiles are stable all the same. Weights fall with age, as in the capacity
/// recommenders of Kubernetes and Borg (Rzadca et al. 2020, "Autopilot", §3.2), with the distance in phase, and with the difference between
/// the state of the series then and now (conditional distribution by kernel weights: Hall, Wolff &amp; Yao 1999).
/// </summary>
/// <param name="name">Name under which results are reported.</param>
/// <param name="halfLife">In first periods; in days of hours where that is shorter.</param>
/// <param name="usesPhase">False to count all phases of a season alike.</param>
/// <param name="usesState">False to count all states alike.</param>
internal sealed class EmpiricalMethod(string name, double halfLife, bool usesPhase, bool usesState) : IForecastMethod
{
    // Without a season, or with a shorter one, age is counted in these: a day of hours. A rhythm of five hours makes no memory of seven.
    private const int DefaultPeriod = 24;

    // One hour of a day: usage of the next hour resembles this one's.
    private const double PhaseShare = 1.0 / 24;

    private const int StateSteps = 3;
    private const int ShortestHistory = 8;

    // Enough for twelve weeks of hours, or a week of five minutes.
    private const int LongestHistory = 2_016;

    public string Name => name;

    /// <summary>Fitting costs nothing, forecasting from many origins does.</summary>
    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(Math.Min(request.History.Length, LongestHistory) * 5);

    public IFittedModel? Fit(FitRequest request)
    {
        // Without a season there is no phase, and the plain method says the same.
        if (request.History.Length < ShortestHistory || (usesPhase && !usesState && request.Periods.Count == 0))
        {
            return null;
        }

        int period = usesPhase ? request.FirstPeriod : 1;
        EmpiricalWeights weights = new(
            halfLife * Math.Max(request.FirstPeriod, DefaultPeriod),
            period,
            Math.Max(1, period * PhaseShare),
            usesState ? StateSteps : 0);
        ReadOnlySpan<double> history = request.History.Span[^Math.Min(request.History.Length, LongestHistory)..];
        float[] values = new float[history.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)history[i];
        }

        // What was seen before the level moved last night is the best guide to the spread around the new level.
        if (LevelShift.Find(history, request.FirstPeriod) is { } shift)
        {
            for (int i = 0; i < values.Length - shift.Steps; i++)
            {
                values[i] += (float)shift.Size;
            }
        }

        return new EmpiricalModel(weights, values);
    }

    public IFittedModel Restore(StateReader reader) => EmpiricalModel.Read(reader);
}
