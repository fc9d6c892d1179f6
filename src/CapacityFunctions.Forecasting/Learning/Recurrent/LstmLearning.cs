using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Networks;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>
/// Training in stages: a short one of each size, of which the validation windows choose; the chosen size from several seeds on the time before the
/// cutoffs; each of these again on everything, from where it stood.
/// </summary>
internal sealed class LstmLearning : ILearning
{
    private const byte Version = 1;
    private const int Seeds = 2;
    private const int SearchEpochs = 3;
    private const int Epochs = 14;
    private const double Rate = 3e-3;
    private const double FullRate = 1e-3;
    private const int FewestWindows = 400;

    // More of them overlap ever more: on 248 M4 series 16,000 gave narrower intervals and no better forecasts.
    private const int MostWindows = 6_000;

    // A few seconds on an ordinary core.
    private const int BatchesAtOnce = 40;

    // Measured, forward and backward of one window with 24 steps ahead: microseconds of a core for each thousand multiplications of the network.
    private const double MicrosecondsPerThousand = 0.02;

    private static readonly NetworkSize[] Sizes = [new(Units: 32, Layers: 1, WindowSteps: 48), new(Units: 48, Layers: 2, WindowSteps: 72)];

    private readonly SeriesPanel panel;
    private readonly LearningOptions options;
    private readonly FeatureLayout layout;
    private readonly TrainingSeries[] series;
    private readonly Dictionary<string, LearnedSpan> spans = new(StringComparer.Ordinal);
    private readonly TraitWords words;
    private readonly int[][] traits;
    private readonly FeatureStandard standard;
    private readonly NetworkData before;
    private readonly Lazy<NetworkData> everything;
    private readonly List<StageResult> results = [];
    private NetworkTraining? current;

    /// <param name="panel">What to learn from.</param>
    /// <param name="options">Seed, threads and budget.</param>
    public LstmLearning(SeriesPanel panel, LearningOptions options)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(options);
        this.panel = panel;
        this.options = options;
        layout = FeatureLayout.For(panel.Horizon.Grid, PanelSignals.Of(panel));
        series = TrainingSeries.Of(panel, layout, spans);
        words = TraitWords.Of(series);
        traits = Array.ConvertAll(series, item => words.Of(item.Source.Series.Traits));
        TrainingWindows windows = Windows(isFull: false);
        standard = FeatureStandard.Of(windows.Rows, layout.RowCount);
        before = new NetworkData(windows, layout, standard, traits, words.Count);
        everything = new Lazy<NetworkData>(() => new NetworkData(Windows(isFull: true), layout, standard, traits, words.Count));
    }

    private static int StageCount => Sizes.Length + (2 * Seeds);

    public bool IsComplete => results.Count == StageCount;

    public double Progress => (results.Count + (current?.Progress ?? 0)) / StageCount;

    public void Advance()
    {
        if (IsComplete)
        {
            throw new InvalidOperationException("The training is complete.");
        }

        current ??= Start();
        current.Advance(BatchesAtOnce);
        if (current.IsComplete)
        {
            results.Add(new StageResult(current.BestLoss, current.BestEpoch, current.Best.ToArray()));
            current = null;
        }
    }

    public byte[] Checkpoint()
    {
        StateWriter writer = new();
        writer.WriteByte(Version);
        writer.WriteInt32(results.Count);
        foreach (StageResult result in results)
        {
            writer.WriteDouble(result.Loss);
            writer.WriteInt32(result.Epoch);
            writer.WriteSingles(result.Parameters);
        }

        writer.WriteBoolean(current is not null);
        current?.Write(writer);
        return writer.ToArray();
    }

    public void Restore(ReadOnlyMemory<byte> checkpoint)
    {
        StateReader reader = new(checkpoint);
        StateVersion.Require(reader.ReadByte(), Version, "a training of networks");
        int count = reader.ReadLength(sizeof(double));
        if (count > StageCount)
        {
            throw new InvalidDataException($"The checkpoint has {count} stages, a training {StageCount}.");
        }

        for (int i = 0; i < count; i++)
        {
            StageResult result = new(reader.ReadDouble(), reader.ReadInt32(), reader.ReadSingles());
            NetworkSize size = i < Sizes.Length ? Sizes[i] : ChosenSize();
            if (result.Parameters.Length != new NetworkLayout(before.ShapeOf(size)).Count || result.Epoch is < 0 or > Epochs)
            {
                throw new InvalidDataException("The checkpoint is of another training.");
            }

            results.Add(result);
        }

        if (reader.ReadBoolean() && !IsComplete)
        {
            current = Start();
            current.Read(reader);
        }
    }

    public ILearnedModel Complete()
    {
        if (!IsComplete)
        {
            throw new InvalidOperationException("The training isn't complete.");
        }

        NetworkSize size = ChosenSize();
        return new LstmModel(
            panel.Horizon,
            new LearnedParts(panel.Horizon.Grid, Forecaster(size, Sizes.Length), Forecaster(size, Sizes.Length + Seeds), spans),
            standard,
            words,
            size);
    }

    private NetworkForecaster Forecaster(NetworkSize size, int firstStage) => new(
        layout, standard, words, size, [.. results.Skip(firstStage).Take(Seeds).Select(result => result.Parameters)], panel.Horizon.Steps);

    private NetworkTraining Start()
    {
        int stage = results.Count;
        if (stage < Sizes.Length)
        {
            return new NetworkTraining(
                before, new NetworkStage(Sizes[stage], options.Seed, IsFull: false, SearchEpochs, Epochs, Rate), null, options.Threads);
        }

        int seed = (stage - Sizes.Length) % Seeds;
        NetworkSize size = ChosenSize();
        if (stage < Sizes.Length + Seeds)
        {
            return new NetworkTraining(
                before, new NetworkStage(size, options.Seed + seed, IsFull: false, Epochs, Epochs, Rate), null, options.Threads);
        }

        // Half as far again as it went before it ceased to gain: nothing is held back here that would say when to stop, and networks that know their
        // windows by heart promise narrower intervals than those that the calibration saw.
        StageResult half = results[Sizes.Length + seed];
        int epochs = Math.Max(1, half.Epoch / 2);
        return new NetworkTraining(
            everything.Value, new NetworkStage(size, options.Seed + seed, IsFull: true, epochs, epochs, FullRate), half.Parameters, options.Threads);
    }

    private NetworkSize ChosenSize()
    {
        int best = 0;
        for (int i = 1; i < Sizes.Length; i++)
        {
            best = results[i].Loss < results[best].Loss ? i : best;
        }

        return Sizes[best];
    }

    /// <summary>As many windows as the budget allows, if all epochs are needed with the largest network.</summary>
    private TrainingWindows Windows(bool isFull)
    {
        int steps = Math.Min(panel.Horizon.Steps, TrainingWindows.MostSteps);
        double cost = Sizes.Max(size => CostOf(size, steps));
        double epochs = (Sizes.Length * SearchEpochs) + (1.5 * Seeds * Epochs);
        double affordable = options.CpuBudget.TotalMicroseconds / (cost * epochs);
        return TrainingWindows.Of(
            series,
            new StepFeatures(layout),
            panel.Horizon.Steps,
            Sizes.Max(size => size.WindowSteps),
            isFull,
            (int)Math.Clamp(affordable, FewestWindows, MostWindows),
            options.Seed,
            options.Threads);
    }

    /// <summary>Microseconds of training for one window.</summary>
    private double CostOf(NetworkSize size, int steps)
    {
        double layer = size.Units * 4.0 * (layout.WindowWidth + size.Units + ((size.Layers - 1) * 2 * size.Units));
        double decoder = NetworkData.DecoderUnits * (layout.RowCount + NetworkData.DecoderUnits + (double)QuantileGrid.Count);
        return MicrosecondsPerThousand / 1_000 * ((size.WindowSteps * layer) + (steps * decoder));
    }

    private sealed record StageResult(double Loss, int Epoch, float[] Parameters);
}
