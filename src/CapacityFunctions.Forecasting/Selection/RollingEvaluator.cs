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

    /// <returns>Null when the method can't be fitted or gives a forecast that isn't finite.</returns>
    public OriginForecasts? Evaluate(IForecastMethod method, OriginPlan plan)
    {
        PredictiveDistribution[] forecasts = new PredictiveDistribution[plan.Origins.Length];
        IFittedModel? model = null;
        InputWalk walk = new(inputs);
        for (int i = 0; i < forecasts.Length; i++)
        {
            int origin = plan.Origins[i];
            if (Array.IndexOf(plan.Refits, i) >= 0)
            {
                FitRequest request = RequestAt(origin, walk.At(inputs is null ? null : CalendarAt(origin)));
                model = LocalTimeModel.Of(method.Fit(request), localGrid, series.TimestampAt(origin));
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

            forecasts[i] = PredictiveDistribution.Of(forecast, bounds);
        }

        return Observed(forecasts, plan.Origins);
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

    /// <summary>The same with inputs over the steps of <see cref="CalendarAt"/>; null for none.</summary>
    public FitRequest RequestAt(int origin, InputColumns? columns)
    {
        FitRequest request = RequestAt(origin);
        return columns is null
            ? request
            : request with { Regressors = localGrid is null ? columns.Matrix : columns.Matrix.Gather(localGrid.Sources(series.Head(origin), request.History.Length)) };
    }

    /// <summary>The history before a step in UTC, as the timestamps of inputs are.</summary>
    public FitRequest CalendarAt(int origin) => localGrid is null ? RequestAt(origin) : RequestOf(series.Head(origin));

    private FitRequest RequestOf(TimeSeries past)
    {
        int[] usable = [.. periods.Where(period => past.Length >= 2 * period)];
        double[] filled = GapRepair.Fill(past, usable.Length > 0 ? usable[^1] : 1);
        return new FitRequest(filled, usable, Regressors: null, seed) { Start = past.Start, Step = past.Step };
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
