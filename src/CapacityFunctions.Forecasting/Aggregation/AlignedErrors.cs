using CapacityFunctions.Forecasting.Selection;

namespace CapacityFunctions.Forecasting.Aggregation;

/// <summary>
/// One account's errors on the origins common to the group, the last <see cref="OriginPlan.MaxOrigins"/> of the raster before the forecast.
/// Where the account has none, one of its other errors at that step stands in; where it has none at all, its own predictive distribution.
/// Either is picked by a hash of account and origin: always the same, and unrelated between accounts.
/// </summary>
internal sealed class AlignedErrors
{
    private readonly string accountKey;
    private readonly Forecast forecast;
    private readonly ErrorSamples samples;
    private readonly int[] rowOfOrigin;
    private readonly uint[] hashes;

    public AlignedErrors(string accountKey, Forecast forecast, ErrorSamples samples)
    {
        this.accountKey = accountKey;
        this.forecast = forecast;
        this.samples = samples;
        rowOfOrigin = new int[OriginPlan.MaxOrigins];
        hashes = new uint[OriginPlan.MaxOrigins];
        long stride = samples.Horizon.Grid.Ticks * samples.Horizon.OriginStride;
        long newest = (forecast.Start.UtcTicks - 1) / stride;
        Dictionary<long, int> rows = [];
        for (int row = 0; row < samples.OriginCount; row++)
        {
            rows[samples.OriginAt(row).UtcTicks / stride] = row;
        }

        for (int origin = 0; origin < rowOfOrigin.Length; origin++)
        {
            rowOfOrigin[origin] = rows.GetValueOrDefault(newest - origin, -1);
            hashes[origin] = Hash(newest - origin);
        }
    }

    /// <param name="origin">0 is the newest of the raster.</param>
    /// <param name="step">0 is one step ahead.</param>
    public double ErrorAt(int origin, int step)
    {
        int row = rowOfOrigin[origin];
        if (row < 0 || !samples.TryGetError(row, step, out double error))
        {
            error = StandIn(hashes[origin], step);
        }

        // Usage can't fall below zero, so a past error may not take the forecast there.
        return forecast.Mean[step] >= 0 ? Math.Max(error, -forecast.Mean[step]) : error;
    }

    private double StandIn(uint hash, int step)
    {
        int known = 0;
        for (int row = 0; row < samples.OriginCount; row++)
        {
            known += samples.TryGetError(row, step, out _) ? 1 : 0;
        }

        if (known == 0)
        {
            double probability = (hash + 0.5) / (1L << 32);
            return forecast.QuantileAt(step, Math.Clamp(probability, 0.005, 0.995)) - forecast.Mean[step];
        }

        int wanted = (int)(hash % (uint)known);
        for (int row = 0; ; row++)
        {
            if (samples.TryGetError(row, step, out double error) && wanted-- == 0)
            {
                return error;
            }
        }
    }

    /// <summary>FNV-1a over the account and the origin, mixed so that low bits depend on all of it.</summary>
    private uint Hash(long origin)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in accountKey)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        hash = (hash ^ (ulong)origin) * 1099511628211;
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15;
        return (uint)(hash >> 32);
    }
}
