using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Evaluation;

/// <summary>The steps at which a rolling-origin comparison forecasts.</summary>
public static class EvaluationOrigins
{
    /// <summary>Fewer known values than this before an origin are no history to learn from.</summary>
    public const int LeastKnown = 4;

    /// <summary>
    /// The last origin leaves a horizon of outcomes, the ones before it lie <paramref name="stride"/> steps apart. An origin with fewer than
    /// <see cref="LeastKnown"/> known values before it or no known outcome after it is passed over, and one further back takes its place; one
    /// with less history than horizon ends the search.
    /// </summary>
    /// <param name="series">The whole series, outcomes included.</param>
    /// <param name="horizon">Steps forecast at each origin, at least 1.</param>
    /// <param name="count">Most origins, at least 1.</param>
    /// <param name="stride">Steps between origins, at least 1.</param>
    /// <returns>Indexes of first forecast steps, ascending; empty when the series is too short.</returns>
    public static int[] Of(TimeSeries series, int horizon, int count, int stride)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        List<int> origins = [];
        for (int index = series.Length - horizon; index >= horizon && origins.Count < count; index -= stride)
        {
            if (series.Missing[..index].Count(value: false) >= LeastKnown && series.Missing.Slice(index, horizon).Contains(value: false))
            {
                origins.Add(index);
            }
        }

        origins.Reverse();
        return [.. origins];
    }
}
