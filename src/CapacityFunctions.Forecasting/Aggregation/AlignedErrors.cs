using CapacityFunctions.Forecasting.Selection;

namespace CapacityFunctions.Forecasting.Aggregation;

/// <summary>
/// One account's errors on the origins common to the group, the last <see cref="OriginPlan.MaxOrigins"/> of the raster before the forecast: how far
/// out each outcome lay among the account's own of that step, said in the quantiles that are forecast now. So each account keeps its calibrated
/// distribution, and accounts that erred together go together (the Schaake shuffle, Clark et al. 2004).
/// </summary>
/// <remarks>
/// Where an outcome is not known, another origin's stands in, the same one for all accounts that know as many, so that they still go together. An
/// account without any outcome takes a place by a hash of its key and the origin: always the same, and unrelated to the others.
/// </remarks>
internal sealed class AlignedErrors
{
    private readonly string accountKey;
    private readonly Forecast forecast;
    private readonly ErrorSamples samples;
    private readonly int[] rowOfOrigin;
    private readonly long newest;

    // Of the step that was filled last, by row: the outcome's normal score, and its place among the known ones, or -1.
    private readonly double[] scores;
    private readonly int[] order;
    private readonly int[] places;

    public AlignedErrors(string accountKey, Forecast forecast, ErrorSamples samples)
    {
        this.accountKey = accountKey;
        this.forecast = forecast;
        this.samples = samples;
        rowOfOrigin = new int[OriginPlan.MaxOrigins];
        scores = new double[samples.OriginCount];
        order = new int[samples.OriginCount];
        places = new int[samples.OriginCount];
        long stride = samples.Horizon.Grid.Ticks * samples.Horizon.OriginStride;
        newest = (forecast.Start.UtcTicks - 1) / stride;
        Dictionary<long, int> rows = [];
        for (int row = 0; row < samples.OriginCount; row++)
        {
            rows[samples.OriginAt(row).UtcTicks / stride] = row;
        }

        for (int origin = 0; origin < rowOfOrigin.Length; origin++)
        {
            rowOfOrigin[origin] = rows.GetValueOrDefault(newest - origin, -1);
        }
    }

    /// <summary>Errors of one step.</summary>
    /// <param name="step">0 is one step ahead.</param>
    /// <param name="errors">One an origin, the newest of the raster first.</param>
    public void Fill(int step, Span<double> errors)
    {
        int known = Rank(step);
        for (int origin = 0; origin < errors.Length; origin++)
        {
            double probability = known == 0
                ? (Hash(newest - origin, accountKey) + 0.5) / (1L << 32)
                : (PlaceAt(origin, known) + 0.5) / known;
            errors[origin] = forecast.QuantileAt(step, Math.Clamp(probability, 0.005, 0.995)) - forecast.Mean[step];
        }
    }

    /// <summary>Puts the known outcomes of a step in order.</summary>
    /// <returns>How many are known.</returns>
    private int Rank(int step)
    {
        int known = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            places[row] = -1;
            if (samples.TryGetScore(row, step, out double score))
            {
                scores[known] = score;
                order[known++] = row;
            }
        }

        // Equal outcomes get places of their own, the same ones each time.
        scores.AsSpan(0, known).Sort(order.AsSpan(0, known));
        for (int place = 0; place < known; place++)
        {
            places[order[place]] = place;
        }

        return known;
    }

    private int PlaceAt(int origin, int known)
    {
        int row = rowOfOrigin[origin];
        if (row >= 0 && places[row] >= 0)
        {
            return places[row];
        }

        int wanted = (int)(Hash(newest - origin, string.Empty) % (uint)known);
        for (row = places.Length - 1; ; row--)
        {
            if (places[row] >= 0 && wanted-- == 0)
            {
                return places[row];
            }
        }
    }

    /// <summary>FNV-1a over the key and the origin, mixed so that low bits depend on all of it.</summary>
    private static uint Hash(long origin, string key)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in key)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        hash = (hash ^ (ulong)origin) * 1099511628211;
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15;
        return (uint)(hash >> 32);
    }
}
