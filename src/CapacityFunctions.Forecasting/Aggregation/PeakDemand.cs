namespace CapacityFunctions.Forecasting.Aggregation;

/// <summary>
/// The highest demand over several steps together. Its quantile lies above the highest of the steps' quantiles, the more so the less their
/// errors go together: of twelve unrelated steps one will exceed its own 95 % bound nearly every other time.
/// </summary>
/// <remarks>
/// Each past forecast gives a path: the rank of its error at each step among the errors at that step says how far out demand was. The
/// calibrated quantiles of those ranks, step by step, are a path that demand may take now, and the highest of it a sample of the peak (the
/// Schaake shuffle: Clark et al. 2004, "The Schaake Shuffle: A Method for Reconstructing Space–Time Variability in Forecasted Precipitation
/// and Temperature Fields", J. Hydrometeorology 5). The k-th of N ranks stands for all probabilities from (k − 1) ÷ N to k ÷ N, so each
/// path is drawn several times, every time at another place inside its ranks, the same at all steps: that way the highest of unrelated
/// steps is not cut off at the highest rank, and errors that go together stay together.
/// </remarks>
public sealed class PeakDemand
{
    /// <summary>With fewer past forecasts nothing is said about how errors go together, and they are taken to.</summary>
    private const int FewestPaths = 8;

    /// <summary>40 past forecasts give 400 samples, which is enough for the 99 % interval.</summary>
    private const int DrawsOfAPath = 10;

    private readonly Forecast forecast;
    private readonly int first;
    private readonly int count;
    private readonly double[] samples;

    private PeakDemand(Forecast forecast, int first, int count, double[] samples, double mean)
    {
        this.forecast = forecast;
        this.first = first;
        this.count = count;
        this.samples = samples;
        Mean = mean;
    }

    /// <summary>Expected peak; not below the highest of the steps' means.</summary>
    public double Mean { get; }

    /// <summary>The peak of some steps of a forecast.</summary>
    /// <param name="forecast">Calibrated forecast over the horizon of <paramref name="errors"/>.</param>
    /// <param name="errors">How wrong past forecasts were.</param>
    /// <param name="first">First step, 0 or more.</param>
    /// <param name="count">Number of steps, at least 1.</param>
    public static PeakDemand Of(Forecast forecast, ErrorSamples errors, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, forecast.Horizon, nameof(count));
        List<double[]> paths = [];
        for (int origin = 0; origin < errors.OriginCount; origin++)
        {
            double[] path = new double[count];
            int known = 0;
            while (known < count && errors.TryGetScore(origin, first + known, out path[known]))
            {
                known++;
            }

            if (known == count)
            {
                paths.Add(path);
            }
        }

        return Of(forecast, first, count, paths);
    }

    /// <param name="forecast">Calibrated forecast.</param>
    /// <param name="first">First step.</param>
    /// <param name="count">Number of steps.</param>
    /// <param name="paths">Past errors of those steps, one array an origin, on any scale that rises with the error.</param>
    internal static PeakDemand Of(Forecast forecast, int first, int count, IReadOnlyList<double[]> paths)
    {
        double highestMean = double.NegativeInfinity;
        for (int step = 0; step < count; step++)
        {
            highestMean = Math.Max(highestMean, forecast.Mean[first + step]);
        }

        if (paths.Count < FewestPaths)
        {
            return new PeakDemand(forecast, first, count, [], highestMean);
        }

        double[] peaks = new double[paths.Count * DrawsOfAPath];
        double[] centredPeaks = new double[peaks.Length];
        Array.Fill(peaks, double.NegativeInfinity);
        Array.Fill(centredPeaks, double.NegativeInfinity);
        double[] errors = new double[paths.Count];
        double[] values = new double[peaks.Length];
        for (int step = 0; step < count; step++)
        {
            for (int path = 0; path < errors.Length; path++)
            {
                errors[path] = paths[path][step];
            }

            double average = FillDraws(forecast, first + step, errors, values);

            // Centred on the mean that was forecast: a single step's expected peak is its mean.
            double shift = forecast.Mean[first + step] - average;
            for (int draw = 0; draw < values.Length; draw++)
            {
                peaks[draw] = Math.Max(peaks[draw], values[draw]);
                centredPeaks[draw] = Math.Max(centredPeaks[draw], values[draw] + shift);
            }
        }

        Array.Sort(peaks);
        return new PeakDemand(forecast, first, count, peaks, Math.Max(highestMean, Average(centredPeaks)));
    }

    /// <summary>The quantile of the peak.</summary>
    /// <param name="probability">Inside (0, 1).</param>
    /// <returns>Rises with the probability, and is not below the highest of the steps' quantiles.</returns>
    public double Quantile(double probability)
    {
        double together = HighestQuantile(probability);
        if (samples.Length == 0)
        {
            return together;
        }

        // The i-th of n samples stands at probability (i + ½) ÷ n.
        double position = (probability * samples.Length) - 0.5;
        if (position < 0)
        {
            return together;
        }

        int below = Math.Min((int)position, samples.Length - 1);
        int above = Math.Min(below + 1, samples.Length - 1);
        return Math.Max(together, samples[below] + ((position - below) * (samples[above] - samples[below])));
    }

    /// <summary>Central interval: lower and upper bound.</summary>
    /// <param name="level">Share of outcomes inside, in (0, 1).</param>
    public (double Lower, double Upper) Interval(double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        return (Quantile((1 - level) / 2), Quantile((1 + level) / 2));
    }

    /// <summary>All draws of one step, path by path; errors that are equal share their ranks.</summary>
    /// <returns>Their average.</returns>
    private static double FillDraws(Forecast forecast, int step, ReadOnlySpan<double> errors, Span<double> values)
    {
        double sum = 0;
        for (int path = 0; path < errors.Length; path++)
        {
            int smaller = 0;
            int equal = 0;
            foreach (double other in errors)
            {
                smaller += other < errors[path] ? 1 : 0;
                equal += other == errors[path] ? 1 : 0;
            }

            for (int draw = 0; draw < DrawsOfAPath; draw++)
            {
                double place = (draw + 0.5) / DrawsOfAPath;
                double value = forecast.QuantileAt(step, (smaller + (place * equal)) / errors.Length);
                values[(path * DrawsOfAPath) + draw] = value;
                sum += value;
            }
        }

        return sum / values.Length;
    }

    private static double Average(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private double HighestQuantile(double probability)
    {
        double highest = double.NegativeInfinity;
        for (int step = 0; step < count; step++)
        {
            highest = Math.Max(highest, forecast.QuantileAt(first + step, probability));
        }

        return highest;
    }
}
