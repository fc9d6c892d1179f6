using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Boosted;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Trains two forests side by side, an ensemble at a time: one on the time before the cutoffs, one on everything.</summary>
internal sealed class GbmLearning : ILearning
{
    private const byte Version = 1;
    private const int FewestRows = 6_000;
    private const int MostRows = 120_000;

    // Measured: all ensembles of both forests, microseconds of a core for each row.
    private const double MicrosecondsPerRow = 350;

    private readonly HorizonSpec horizon;
    private readonly FeatureLayout layout;
    private readonly TraitWords words;
    private readonly Dictionary<string, LearnedSpan> spans = new(StringComparer.Ordinal);
    private readonly LocationSpreadTraining before;
    private readonly LocationSpreadTraining everything;
    private readonly int threads;

    /// <param name="panel">What to learn from.</param>
    /// <param name="options">Seed, threads and budget.</param>
    public GbmLearning(SeriesPanel panel, LearningOptions options)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(options);
        horizon = panel.Horizon;
        threads = options.Threads;
        layout = FeatureLayout.For(horizon.Grid, PanelSignals.Of(panel));
        TrainingSeries[] series = TrainingSeries.Of(panel, layout, spans);
        words = TraitWords.Of(series);
        before = TrainingOf(series, isFull: false, options);
        everything = TrainingOf(series, isFull: true, options);
    }

    public bool IsComplete => before.IsComplete && everything.IsComplete;

    public double Progress => (double)(before.StepsDone + everything.StepsDone) / (before.StepCount + everything.StepCount);

    public void Advance()
    {
        if (IsComplete)
        {
            throw new InvalidOperationException("The training is complete.");
        }

        ParallelOptions limits = new() { MaxDegreeOfParallelism = threads };
        Parallel.ForEach(new[] { before, everything }.Where(training => !training.IsComplete), limits, training => training.Advance());
    }

    public byte[] Checkpoint()
    {
        StateWriter writer = new();
        writer.WriteByte(Version);
        before.Write(writer);
        everything.Write(writer);
        return writer.ToArray();
    }

    public void Restore(ReadOnlyMemory<byte> checkpoint)
    {
        StateReader reader = new(checkpoint);
        StateVersion.Require(reader.ReadByte(), Version, "a training of boosted trees");
        before.Resume(reader);
        everything.Resume(reader);
    }

    public ILearnedModel Complete() => new GbmModel(
        horizon,
        new LearnedParts(
            horizon.Grid,
            new ForestForecaster(layout, words, before.Complete(), horizon.Steps),
            new ForestForecaster(layout, words, everything.Complete(), horizon.Steps),
            spans),
        words);

    private LocationSpreadTraining TrainingOf(TrainingSeries[] series, bool isFull, LearningOptions options)
    {
        double rows = Math.Clamp(options.CpuBudget.TotalMicroseconds / MicrosecondsPerRow, FewestRows, MostRows);
        int steps = Math.Min(horizon.Steps, TrainingWindows.MostSteps);
        TrainingWindows windows = TrainingWindows.Of(
            series, new StepFeatures(layout), horizon.Steps, windowSteps: 0, isFull, (int)(rows / steps), options.Seed, options.Threads);
        int[][] traits = Array.ConvertAll(series, item => words.Of(item.Source.Series.Traits));
        int width = BoostedRows.Width(layout, words);
        int known = windows.Known.AsSpan().Count(value: true);
        float[] features = new float[known * width];
        float[] targets = new float[known];
        int[] groups = new int[known];
        int next = 0;
        for (int i = 0; i < windows.Known.Length; i++)
        {
            if (windows.Known[i])
            {
                int source = windows.Series[i / steps];
                BoostedRows.Fill(windows.Rows.AsSpan(i * layout.RowCount, layout.RowCount), traits[source], features.AsSpan(next * width, width));
                targets[next] = BoostedRows.TargetOf(windows.Targets[i]);
                groups[next++] = source;
            }
        }

        BoostingOptions boosting = new() { Seed = options.Seed };
        LocationSpreadOptions settings = new() { StepFeature = BoostedRows.StepColumn };
        return new LocationSpreadTraining(
            new TrainingRows(width, features, targets, default),
            groups,
            settings with { Location = boosting, Spread = settings.Spread with { Seed = options.Seed } });
    }
}
