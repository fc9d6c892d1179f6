using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>At which steps of a history forecasts are made and compared with what followed.</summary>
/// <param name="Origins">Indexes of first forecast steps, ascending; the last ones may have less than a horizon of outcomes after them.</param>
/// <param name="Refits">Indexes into Origins at which a method is fitted anew; in between it is only updated.</param>
internal sealed record OriginPlan(int[] Origins, int[] Refits)
{
    /// <summary>Origins kept for calibration and aggregation.</summary>
    public const int MaxOrigins = 40;

    /// <summary>Fits of a method that isn't cheap.</summary>
    public const int FewRefits = 3;

    /// <summary>Fits of a cheap method: about one a day on hours, as often as a model in use is trained anew.</summary>
    public const int ManyRefits = 12;

    private const int ShortestHistory = 4;

    /// <summary>
    /// The last origins of the absolute raster in the second half of the history (all of it is needed to fit the final model, half of it
    /// to fit the first one that is judged).
    /// </summary>
    public static OriginPlan Create(TimeSeries series, HorizonSpec horizon, int firstPeriod)
    {
        int earliest = Math.Max(ShortestHistory, (series.Length + 1) / 2);

        // A seasonal method needs two seasons to be fitted at all: with less than four in the history judge later rather than blindly.
        if (series.Length > 2 * firstPeriod)
        {
            earliest = Math.Max(earliest, 2 * firstPeriod);
        }

        List<int> origins = [];
        for (int index = series.Length - 1; index >= earliest && origins.Count < MaxOrigins; index--)
        {
            if (horizon.IsOrigin(series.TimestampAt(index)))
            {
                origins.Add(index);
            }
        }

        origins.Reverse();
        return new OriginPlan([.. origins], []).WithRefits(FewRefits);
    }

    /// <summary>The same origins with another number of fits, evenly spread.</summary>
    public OriginPlan WithRefits(int count)
    {
        int[] starts = new int[Math.Min(count, Origins.Length)];
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = i * Origins.Length / starts.Length;
        }

        return this with { Refits = starts };
    }
}
