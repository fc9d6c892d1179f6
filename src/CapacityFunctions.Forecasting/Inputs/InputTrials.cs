using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Selection;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// What sets of inputs are worth to one quick method, at origins of their own: they cover all of the second half of the history, where the
/// origins of the methods' comparison cover its end, because a holiday comes once a month.
/// </summary>
internal sealed class InputTrials
{
    private const int MaxOrigins = 180;
    private const int FewestOrigins = 20;
    private const int Refits = 3;
    private const int ShortestHistory = 8;
    private const int LongestHorizon = 24;

    private readonly TimeSeries series;
    private readonly IReadOnlyList<int> periods;
    private readonly int seed;
    private readonly ForecastBounds bounds;
    private readonly IForecastMethod method;
    private readonly HorizonSpec horizon;
    private readonly OriginPlan plan;
    private readonly double independence;

    /// <param name="series">The history.</param>
    /// <param name="horizon">What the model is for; trials look ahead at most a first season or two dozen steps.</param>
    /// <param name="periods">Seasons of the history.</param>
    /// <param name="seed">For methods that draw random numbers.</param>
    /// <param name="bounds">Bounds of the history.</param>
    /// <param name="method">The quick method.</param>
    public InputTrials(
        TimeSeries series, HorizonSpec horizon, IReadOnlyList<int> periods, int seed, ForecastBounds bounds, IForecastMethod method)
    {
        this.series = series;
        this.periods = periods;
        this.seed = seed;
        this.bounds = bounds;
        this.method = method;
        int steps = Math.Min(horizon.Steps, LongestHorizon);
        int season = periods.Count > 0 ? periods[0] : 1;
        First = Math.Max(ShortestHistory, Math.Max((series.Length + 1) / 2, Math.Min(2 * season, series.Length)));
        int span = Math.Max(0, series.Length - First);
        int stride = Math.Max(1, Math.Max((span + MaxOrigins - 1) / MaxOrigins, Math.Min(steps, span / FewestOrigins)));
        while (GreatestDivisor(stride, season) > 1)
        {
            stride++;
        }

        this.horizon = new HorizonSpec(horizon.Grid, steps, stride);
        independence = Math.Min(1, (double)stride / steps);
        int[] origins = [.. Enumerable.Range(0, (span + stride - 1) / stride).Select(i => First + (i * stride))];
        int refits = Math.Min(Refits, origins.Length);
        plan = new OriginPlan(origins, [.. Enumerable.Range(0, refits).Select(i => i * origins.Length / refits)]);
    }

    /// <summary>Steps before the first origin.</summary>
    public int First { get; }

    /// <summary>Losses at the origins; null where the method can't be fitted.</summary>
    /// <param name="design">Null for no inputs.</param>
    public double[]? Losses(InputDesign? design)
    {
        RollingEvaluator evaluator = new(series, horizon, periods, seed, bounds, design);
        IForecastMethod tried = design is null ? method : new RegressedMethod(method, design);
        return plan.Origins.Length > 0 && evaluator.Evaluate(tried, plan) is { } past ? OriginLosses.Of(past) : null;
    }

    public LossGain Gain(double[] without, double[] with) => LossGain.Between(without, with, independence);

    private static int GreatestDivisor(int one, int other) => other == 0 ? one : GreatestDivisor(other, one % other);
}
