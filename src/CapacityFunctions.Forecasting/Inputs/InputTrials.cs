using System.Numerics;
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

    private readonly InputTask task;
    private readonly IForecastMethod method;
    private readonly HorizonSpec horizon;
    private readonly OriginPlan plan;
    private readonly double independence;

    /// <param name="task">What is trained; trials look ahead at most a first season or two dozen steps.</param>
    /// <param name="method">The quick method.</param>
    public InputTrials(InputTask task, IForecastMethod method)
    {
        this.task = task;
        this.method = method;
        int steps = Math.Min(task.Horizon.Steps, LongestHorizon);
        int season = task.Periods.Count > 0 ? task.Periods[0] : 1;
        TimeSeries series = task.Series;
        First = Math.Max(ShortestHistory, Math.Max((series.Length + 1) / 2, Math.Min(2 * season, series.Length)));
        int span = Math.Max(0, series.Length - First);
        int stride = Math.Max(1, Math.Max((span + MaxOrigins - 1) / MaxOrigins, Math.Min(steps, span / FewestOrigins)));
        while (BigInteger.GreatestCommonDivisor(stride, season) > 1)
        {
            stride++;
        }

        horizon = new HorizonSpec(task.Horizon.Grid, steps, stride);
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
        RollingEvaluator evaluator = new(task.Series, horizon, task.Periods, task.Options.Seed, task.Bounds, task.Grid, design);
        IForecastMethod tried = design is null ? method : new RegressedMethod(method, design);
        return plan.Origins.Length > 0 && evaluator.Evaluate(tried, plan) is { } past ? CalibratedLoss.ByOrigin(past) : null;
    }

    public LossGain Gain(double[] without, double[] with) => LossGain.Between(without, with, independence);
}
