using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>Past forecasts to learn from: what could be seen at an origin, and what came.</summary>
internal sealed class TrainingWindows
{
    /// <summary>Steps ahead that one window holds at most; of longer horizons each window has others.</summary>
    public const int MostSteps = 24;

    // Windows of a series that were cut to a few days teach what to do with a new account.
    private const double ShortShare = 0.2;
    private const int ShortestDays = 1;
    private const int LongestShortDays = 7;

    // Beyond, an outcome teaches no more than that it was far away.
    private const double FarthestTarget = 50;

    private readonly int rowCount;
    private readonly int windowCount;

    private TrainingWindows(FeatureLayout layout, int windowSteps, int steps, Origin[] origins)
    {
        Steps = steps;
        Count = origins.Length;
        rowCount = layout.RowCount;
        windowCount = windowSteps * layout.WindowWidth;
        Rows = new float[Count * steps * rowCount];
        Bases = new float[Count * steps];
        Targets = new float[Count * steps];
        Known = new bool[Count * steps];
        Windows = new float[Count * windowCount];
        Series = Array.ConvertAll(origins, origin => origin.Series);
        IsValidation = Array.ConvertAll(origins, origin => origin.IsValidation);
    }

    public int Count { get; }

    /// <summary>Steps ahead of each window.</summary>
    public int Steps { get; }

    /// <summary>Count × steps × features.</summary>
    public float[] Rows { get; }

    /// <summary>Count × steps: scaled median of the time of day.</summary>
    public float[] Bases { get; }

    /// <summary>Count × steps: what came, scaled; 0 where nothing is known.</summary>
    public float[] Targets { get; }

    /// <summary>Count × steps.</summary>
    public bool[] Known { get; }

    /// <summary>Count × window steps × numbers of the window.</summary>
    public float[] Windows { get; }

    /// <summary>Index of the series of each window.</summary>
    public int[] Series { get; }

    /// <summary>Windows at the end of each series, which say when to stop.</summary>
    public bool[] IsValidation { get; }

    public ReadOnlySpan<float> RowsOf(int window) => Rows.AsSpan(window * Steps * rowCount, Steps * rowCount);

    public ReadOnlySpan<float> WindowOf(int window) => Windows.AsSpan(window * windowCount, windowCount);

    /// <param name="series">What to learn from.</param>
    /// <param name="features">How it is seen.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <param name="windowSteps">Steps of the window before the origin; 0 for none.</param>
    /// <param name="isFull">Up to the end of each series; else up to its cutoff.</param>
    /// <param name="most">Windows at most; origins are thinned out evenly.</param>
    /// <param name="seed">Of what is drawn.</param>
    /// <param name="threads">Changes nothing but the time.</param>
    public static TrainingWindows Of(
        TrainingSeries[] series, StepFeatures features, int horizon, int windowSteps, bool isFull, int most, int seed, int threads)
    {
        Origin[] origins = OriginsOf(series, features.Layout, horizon, isFull, most);
        TrainingWindows windows = new(features.Layout, windowSteps, Math.Min(horizon, MostSteps), origins);
        (double[] History, SignalTrack? Track)[] sources = Array.ConvertAll(series, item =>
        {
            TimeSeries seen = item.History.Head(isFull ? item.End : item.Cutoff);
            return (GapRepair.Fill(seen, features.Layout.Period), SignalTrack.Of(
                features.Layout, item.Source.Series, seen.Start, seen.Step, seen.Length + horizon));
        });
        Parallel.For(0, origins.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
        {
            Origin origin = origins[index];
            windows.Fill(index, origin, series[origin.Series], sources[origin.Series], features, horizon, new CounterRandom(seed, index));
        });
        return windows;
    }

    private static Origin[] OriginsOf(TrainingSeries[] series, FeatureLayout layout, int horizon, bool isFull, int most)
    {
        int first = layout.Period > 1 ? layout.Period : 4;
        long possible = 0;
        foreach (TrainingSeries item in series)
        {
            possible += Math.Max(0, (isFull ? item.End : item.Cutoff) - first - 1);
        }

        int stride = Coprime(Math.Max(1, (int)((possible + most - 1) / most)), layout.Period);
        List<Origin> origins = [];
        for (int i = 0; i < series.Length; i++)
        {
            int end = isFull ? series[i].End : series[i].Cutoff;

            // The last horizons before the end say when to stop.
            int heldOut = end - Math.Min(2 * horizon, Math.Max(0, end - first) / 3);
            for (int index = end - Math.Min(horizon, MostSteps); index >= first; index -= stride)
            {
                origins.Add(new Origin(i, index, index >= heldOut));
            }
        }

        return [.. origins];
    }

    /// <summary>A stride that visits every time of the day.</summary>
    private static int Coprime(int stride, int period)
    {
        while (GreatestDivisor(stride, period) > 1)
        {
            stride++;
        }

        return stride;
    }

    private static int GreatestDivisor(int a, int b) => b == 0 ? a : GreatestDivisor(b, a % b);

    private void Fill(
        int index, Origin origin, TrainingSeries series, (double[] History, SignalTrack? Track) source, StepFeatures features, int horizon, CounterRandom random)
    {
        FeatureLayout layout = features.Layout;
        int visible = Math.Min(origin.Index, layout.Reach);
        if (random.Next() < ShortShare && layout.Period > 1)
        {
            double days = ShortestDays + (random.Next() * (LongestShortDays - ShortestDays));
            visible = Math.Min(visible, (int)(days * layout.Period));
        }

        ReadOnlySpan<double> history = source.History.AsSpan(origin.Index - visible, visible);
        SeriesScale scale = SeriesScale.Of(history, layout);
        SeriesPast past = new(
            history, scale, series.History.TimestampAt(origin.Index), series.History.Step, source.Track?.At(origin.Index, layout.Reach));
        Span<int> steps = stackalloc int[Steps];
        for (int i = 0; i < Steps; i++)
        {
            // One of each part of the horizon; all of them where it is short.
            steps[i] = Math.Min(horizon - 1, (int)((i + (Steps < horizon ? random.Next() : 0)) * horizon / Steps));
        }

        features.Fill(past, steps, horizon, Rows.AsSpan(index * Steps * rowCount, Steps * rowCount), Bases.AsSpan(index * Steps, Steps));
        if (windowCount > 0)
        {
            features.FillWindow(past, Windows.AsSpan(index * windowCount, windowCount));
        }

        ReadOnlySpan<bool> missing = series.History.Missing;
        for (int i = 0; i < Steps; i++)
        {
            int target = origin.Index + steps[i];
            if (target < source.History.Length && !missing[target])
            {
                Known[(index * Steps) + i] = true;
                double scaled = Math.Clamp(scale.Scale(source.History[target]), -FarthestTarget, FarthestTarget);
                Targets[(index * Steps) + i] = (float)scaled;
            }
        }
    }

    private readonly record struct Origin(int Series, int Index, bool IsValidation);
}
