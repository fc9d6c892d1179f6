using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>Runs one method over the origins of a plan. Nothing after an origin reaches what is forecast there: gaps are filled from the past of each fit alone.</summary>
internal sealed class RollingEvaluator(TimeSeries series, HorizonSpec horizon, IReadOnlyList<int> periods, int seed, ForecastBounds bounds)
{
    private readonly double[] values = series.Values.ToArray();
    private readonly bool[] missing = series.Missing.ToArray();
    private readonly Dictionary<int, FitRequest> requests = [];

    /// <returns>Null when the method can't be fitted or gives a forecast that isn't finite.</returns>
    public OriginForecasts? Evaluate(IForecastMethod method, OriginPlan plan) =>
        ForecastsOf(method, plan, 0, plan.Origins.Length) is { } forecasts ? Observed(forecasts, plan.Origins) : null;

    /// <summary>The same, of which the forecasts from a fit on are known already.</summary>
    /// <param name="method">What made them.</param>
    /// <param name="plan">Its origins.</param>
    /// <param name="newest">Forecasts at the last origins.</param>
    public OriginForecasts? Complete(IForecastMethod method, OriginPlan plan, PredictiveDistribution[] newest) =>
        ForecastsOf(method, plan, 0, plan.Origins.Length - newest.Length) is { } older ? Observed([.. older, .. newest], plan.Origins) : null;

    /// <summary>Forecasts at the origins from one index to another.</summary>
    /// <param name="method">Fitted at the refits of the plan.</param>
    /// <param name="plan">Its origins.</param>
    /// <param name="from">Index of a refit.</param>
    /// <param name="to">Index after the last one.</param>
    /// <returns>Null when the method can't be fitted or gives a forecast that isn't finite.</returns>
    public PredictiveDistribution[]? ForecastsOf(IForecastMethod method, OriginPlan plan, int from, int to)
    {
        PredictiveDistribution[] forecasts = new PredictiveDistribution[to - from];
        IFittedModel? model = null;
        for (int i = from; i < to; i++)
        {
            int origin = plan.Origins[i];
            if (Array.IndexOf(plan.Refits, i) >= 0)
            {
                model = method.Fit(RequestAt(origin));
            }
            else
            {
                int previous = plan.Origins[i - 1];
                model = model?.Update(new ObservationBlock(values.AsMemory(previous..origin), missing.AsMemory(previous..origin)));
            }

            MethodForecast? forecast = model?.Forecast(new ForecastRequest(horizon.Steps));
            if (forecast is null || !IsFinite(forecast))
            {
                return null;
            }

            forecasts[i - from] = PredictiveDistribution.Of(forecast, bounds);
        }

        return forecasts;
    }

    /// <summary>What the forecasts at the last origins were worth before calibration.</summary>
    /// <param name="forecasts">One for each of the last origins.</param>
    /// <param name="plan">Its origins.</param>
    public RowScore UncalibratedScore(ReadOnlySpan<PredictiveDistribution> forecasts, OriginPlan plan)
    {
        double pinball = 0;
        double absolute = 0;
        int count = 0;
        for (int i = 0; i < forecasts.Length; i++)
        {
            int origin = plan.Origins[plan.Origins.Length - forecasts.Length + i];
            for (int step = 0; step < horizon.Steps && origin + step < values.Length; step++)
            {
                if (!missing[origin + step])
                {
                    count++;
                    absolute += Math.Abs(values[origin + step] - forecasts[i].Mean[step]);
                    pinball += RowScore.MeanPinball(values[origin + step], forecasts[i].Quantiles(step));
                }
            }
        }

        return count == 0 ? RowScore.Unknown : new RowScore(pinball / count, absolute / count);
    }

    /// <summary>The weighted forecast of several methods at each origin.</summary>
    public OriginForecasts Combine(IReadOnlyList<OriginForecasts> members, ReadOnlySpan<double> weights)
    {
        PredictiveDistribution[] forecasts = new PredictiveDistribution[members[0].Forecasts.Length];
        int[] origins = new int[forecasts.Length];
        for (int i = 0; i < forecasts.Length; i++)
        {
            int origin = i;
            forecasts[i] = PredictiveDistribution.Combine([.. members.Select(member => member.Forecasts[origin])], weights);
            origins[i] = series.IndexOf(members[0].Rows[i].Origin);
        }

        return Observed(forecasts, origins);
    }

    /// <summary>The history before a step, gaps filled, with the periods of which it holds two seasons.</summary>
    public FitRequest RequestAt(int origin)
    {
        if (!requests.TryGetValue(origin, out FitRequest? request))
        {
            int[] usable = [.. periods.Where(period => origin >= 2 * period)];
            double[] filled = GapRepair.Fill(series.Head(origin), usable.Length > 0 ? usable[^1] : 1);
            request = new FitRequest(filled, usable, Regressors: null, seed) { Start = series.Start, Step = series.Step };
            requests.Add(origin, request);
        }

        return request;
    }

    /// <summary>How many times the horizon fits into the outcomes that the origins are judged by.</summary>
    public double HorizonsCovered(OriginForecasts past) =>
        past.Rows.Length == 0 ? 0 : 1 + ((past.Rows[^1].Origin - past.Rows[0].Origin) / (horizon.Grid * horizon.Steps));

    /// <summary>The range of usage in the window before a step.</summary>
    public UsageEnvelope EnvelopeAt(int origin)
    {
        int first = Math.Max(0, origin - UsageEnvelope.WindowOf(periods, series.Step));
        return UsageEnvelope.Of(values.AsSpan(first..origin), missing.AsSpan(first..origin));
    }

    /// <summary>How far the forecasts of a method left the range of recent usage at most.</summary>
    public double ReachOf(OriginForecasts past)
    {
        double reach = 0;
        for (int i = 0; i < past.Forecasts.Length; i++)
        {
            reach = Math.Max(reach, EnvelopeAt(series.IndexOf(past.Rows[i].Origin)).ExcursionOf(past.Forecasts[i].Mean));
        }

        return reach;
    }

    private OriginForecasts Observed(PredictiveDistribution[] forecasts, int[] origins)
    {
        OriginRow[] rows = new OriginRow[forecasts.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = OriginRow.Open(series.TimestampAt(origins[i]), forecasts[i]);
            for (int step = 0; step < horizon.Steps && origins[i] + step < values.Length; step++)
            {
                if (!missing[origins[i] + step])
                {
                    rows[i].Observe(step, values[origins[i] + step]);
                }
            }
        }

        return new OriginForecasts(forecasts, rows);
    }

    private static bool IsFinite(MethodForecast forecast)
    {
        for (int step = 0; step < forecast.Mean.Length; step++)
        {
            if (!double.IsFinite(forecast.Mean[step]) || !double.IsFinite(forecast.Deviation[step]))
            {
                return false;
            }
        }

        return true;
    }
}
