using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Persistence;
using Microsoft.ML;
using Microsoft.ML.Transforms.TimeSeries;

namespace CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;

/// <summary>
/// What a model was trained on, which is all that its state needs: the same values give the same model, in ML.NET as in the embedded
/// package. Trained when first asked, once.
/// </summary>
/// <param name="values">Standardised history, oldest first; more than two windows.</param>
/// <param name="centre">Mean of the history, in capacity units.</param>
/// <param name="scale">Deviation of the history, in capacity units, above 0.</param>
/// <param name="window">Length of a window in steps, at least 2.</param>
internal sealed class SsaTraining(float[] values, double centre, double scale, int window)
{
    /// <summary>Half the width of the bounds in deviations: the 95 % quantile of the standard normal distribution.</summary>
    public const double BoundWidth = 1.6448536269514722;

    private const byte Version = 1;
    private const float Level = 0.9f;

    // Below it a history is constant but for rounding.
    private const double SmallestVariation = 1e-9;

    // A component that grows with every step has no place in usage: a week ahead it would order any capacity.
    private static readonly GrowthRatio NoGrowth = new() { TimeSpan = 1, Growth = 1 };

    private readonly Lazy<SsaForecastingTransformer> transformer = new(() => Train(values, window));

    public int Window => window;

    public double Scale => scale;

    /// <summary>Centred: a mean would be the first component of every window, and take a rank that the season needs.</summary>
    /// <param name="history">Finite values in capacity units.</param>
    /// <param name="window">Length of a window in steps, at least 2 and below half of the history.</param>
    /// <returns>Null for a history that doesn't vary.</returns>
    public static SsaTraining? Of(ReadOnlySpan<double> history, int window)
    {
        double centre = TensorPrimitives.Sum(history) / history.Length;
        double squares = 0;
        foreach (double value in history)
        {
            squares += (value - centre) * (value - centre);
        }

        double scale = Math.Sqrt(squares / history.Length);
        if (!(scale > SmallestVariation * Math.Max(1, Math.Abs(centre))) || !double.IsFinite(scale))
        {
            return null;
        }

        float[] values = new float[history.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)((history[i] - centre) / scale);
        }

        return new SsaTraining(values, centre, scale, window);
    }

    public float Standardise(double value) => (float)((value - centre) / scale);

    public double Restore(float value) => centre + (value * scale);

    /// <summary>A walk that starts at the end of the history.</summary>
    public TimeSeriesPredictionEngine<SeriesStep, SpectrumForecast> Start() =>
        transformer.Value.CreateTimeSeriesEngine<SeriesStep, SpectrumForecast>(new MLContext(seed: 0));

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteInt32(window);
        writer.WriteDouble(centre);
        writer.WriteDouble(scale);
        writer.WriteSingles(values);
    }

    public static SsaTraining Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "SSA");
        int window = reader.ReadInt32();
        double centre = reader.ReadDouble();
        double scale = reader.ReadDouble();
        float[] values = reader.ReadSingles();
        return window >= 2 && values.Length > 2 * window && scale > 0
            ? new SsaTraining(values, centre, scale, window)
            : throw new InvalidDataException($"Model state is damaged: {values.Length} values for a window of {window}.");
    }

    private static SsaForecastingTransformer Train(float[] values, int window)
    {
        MLContext context = new(seed: 0);
        IDataView history = context.Data.LoadFromEnumerable(values.Select(value => new SeriesStep { Value = value }));
        return context.Forecasting.ForecastBySsa(
            nameof(SpectrumForecast.Mean),
            nameof(SeriesStep.Value),
            window,
            seriesLength: window + 1,
            trainSize: values.Length,
            horizon: 1,
            rankSelectionMethod: RankSelectionMethod.Exact,
            maxGrowth: NoGrowth,
            confidenceLowerBoundColumn: nameof(SpectrumForecast.Lower),
            confidenceUpperBoundColumn: nameof(SpectrumForecast.Upper),
            confidenceLevel: Level,
            variableHorizon: true).Fit(history);
    }
}
