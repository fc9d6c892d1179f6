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

    /// <returns>One row an origin; null when the method can't be fitted or gives a forecast that isn't finite.</returns>
    public OriginRow[]? Evaluate(IForecastMethod method, OriginPlan plan)
    {
        OriginRow[] rows = new OriginRow[plan.Origins.Length];
        IFittedModel? model = null;
        for (int i = 0; i < rows.Length; i++)
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

            rows[i] = Open(origin, forecast.Mean, forecast.Deviation);
        }

        return rows;
    }

    /// <summary>The weighted mean of several methods' forecasts at each origin.</summary>
    public OriginRow[] Combine(IReadOnlyList<OriginRow[]> members, ReadOnlySpan<double> weights)
    {
        OriginRow[] rows = new OriginRow[members[0].Length];
        double[] mean = new double[horizon.Steps];
        double[] deviation = new double[horizon.Steps];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int step = 0; step < mean.Length; step++)
            {
                (mean[step], deviation[step]) = (0, 0);
                for (int member = 0; member < members.Count; member++)
                {
                    mean[step] += weights[member] * members[member][i].Mean(step);
                    deviation[step] += weights[member] * members[member][i].Deviation(step);
                }
            }

            rows[i] = Open(series.IndexOf(members[0][i].Origin), mean, deviation);
        }

        return rows;
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

    private OriginRow Open(int origin, ReadOnlySpan<double> mean, ReadOnlySpan<double> deviation)
    {
        OriginRow row = OriginRow.Open(series.TimestampAt(origin), mean, deviation, bounds);
        for (int step = 0; step < horizon.Steps && origin + step < values.Length; step++)
        {
            if (!missing[origin + step])
            {
                row.Observe(step, values[origin + step]);
            }
        }

        return row;
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
