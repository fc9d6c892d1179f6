using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>Runs one method over the origins of a plan. Nothing after an origin reaches what is forecast there: gaps are filled from the past of each fit alone.</summary>
internal sealed class RollingEvaluator(
    TimeSeries series,
    HorizonSpec horizon,
    IReadOnlyList<int> periods,
    int seed,
    ForecastBounds bounds,
    LocalGrid? localGrid = null,
    InputDesign? inputs = null)
{
    private readonly double[] values = series.Values.ToArray();
    private readonly bool[] missing = series.Missing.ToArray();
    private readonly Dictionary<int, FitRequest> requests = [];

    /// <summary>Steps of the whole history.</summary>
    public int Length => values.Length;

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
        InputWalk walk = new(inputs);
        for (int i = from; i < to; i++)
        {
            int origin = plan.Origins[i];
            if (Array.IndexOf(plan.Refits, i) >= 0)
            {
                model = Fit(method, origin, walk.At(inputs is null ? null : CalendarAt(origin)));
            }
            else
            {
                int previous = plan.Origins[i - 1];
                model = model?.Update(walk.Over(new ObservationBlock(values.AsMemory(previous..origin), missing.AsMemory(previous..origin))));
            }

            MethodForecast? forecast = model?.Forecast(walk.Ahead(horizon.Steps));
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

    /// <summary>The history before a step by the clock on the wall, gaps filled, with the periods of which it holds two seasons.</summary>
    public FitRequest RequestAt(int origin)
    {
        if (!requests.TryGetValue(origin, out FitRequest? request))
        {
            TimeSeries past = series.Head(origin);
            request = RequestOf(localGrid?.ToLocal(past) ?? past);
            requests.Add(origin, request);
        }

        return request;
    }

    /// <summary>Fits a method to the history before a step; the model is asked and told in UTC.</summary>
    /// <param name="method">What is fitted.</param>
    /// <param name="origin">Steps of the history.</param>
    /// <param name="columns">Inputs over the steps of <see cref="CalendarAt"/>; null for none.</param>
    public IFittedModel? Fit(IForecastMethod method, int origin, InputColumns? columns)
    {
        FitRequest request = RequestAt(origin);
        if (columns is not null)
        {
            request = request with
            {
                Regressors = localGrid is null
                    ? columns.Matrix
                    : columns.Matrix.Gather(localGrid.Sources(series.Head(origin), request.History.Length)),
            };
        }

        return LocalTimeModel.Of(method.Fit(request), localGrid, series.TimestampAt(origin));
    }

    /// <summary>The history before a step in UTC, as the timestamps of inputs are.</summary>
    public FitRequest CalendarAt(int origin) => localGrid is null ? RequestAt(origin) : RequestOf(series.Head(origin));

    private FitRequest RequestOf(TimeSeries past)
    {
        int[] usable = [.. periods.Where(period => past.Length >= 2 * period)];
        double[] filled = GapRepair.Fill(past, usable.Length > 0 ? usable[^1] : 1);
        return new FitRequest(filled, usable, Regressors: null, seed) { Start = past.Start, Step = past.Step };
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
