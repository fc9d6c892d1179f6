using System.Buffers;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Trees;

/// <summary>
/// A conditional distribution from two ensembles: location(x) + exp(spread(x)) · quantile of the standardised residuals. Immutable and shared
/// between threads.
/// </summary>
public sealed class DistributionForest
{
    /// <summary>No feature is the step ahead.</summary>
    public const int NoStep = -1;

    private const byte Version = 1;

    /// <param name="location">The expected value.</param>
    /// <param name="logSpread">Logarithm of the spread, on the same features.</param>
    /// <param name="residuals">Binned by the logarithm of the spread and by the step.</param>
    /// <param name="stepFeature">Column that holds the step ahead, or <see cref="NoStep"/>.</param>
    public DistributionForest(TreeEnsemble location, TreeEnsemble logSpread, ResidualQuantiles residuals, int stepFeature)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(logSpread);
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentOutOfRangeException.ThrowIfNotEqual(logSpread.FeatureCount, location.FeatureCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepFeature, NoStep);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stepFeature, location.FeatureCount);
        Location = location;
        LogSpread = logSpread;
        Residuals = residuals;
        StepFeature = stepFeature;
    }

    /// <summary>Quantiles of a row: the project's probabilities.</summary>
    public static int QuantileCount => QuantileGrid.Count;

    public TreeEnsemble Location { get; }

    public TreeEnsemble LogSpread { get; }

    public ResidualQuantiles Residuals { get; }

    public int StepFeature { get; }

    /// <summary>Values of a row.</summary>
    public int FeatureCount => Location.FeatureCount;

    /// <summary>The probabilities of a row's quantiles, ascending.</summary>
    public static ReadOnlySpan<double> Probabilities => QuantileGrid.Probabilities;

    /// <param name="rows">Row after row, <see cref="FeatureCount"/> values each; NaN where missing.</param>
    /// <param name="count">Rows.</param>
    /// <param name="quantiles">Receives <see cref="QuantileCount"/> ascending values a row, row after row.</param>
    /// <exception cref="ArgumentException">Lengths don't fit.</exception>
    public void FillQuantiles(ReadOnlySpan<float> rows, int count, Span<double> quantiles)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(quantiles.Length, count * QuantileCount);
        double[] rented = ArrayPool<double>.Shared.Rent(2 * count);
        Span<double> locations = rented.AsSpan(0, count);
        Span<double> spreads = rented.AsSpan(count, count);
        Location.Predict(rows, locations);
        LogSpread.Predict(rows, spreads);
        for (int row = 0; row < count; row++)
        {
            float step = StepFeature == NoStep ? 0 : rows[(row * FeatureCount) + StepFeature];
            ReadOnlySpan<float> residuals = Residuals.At((float)spreads[row], step);
            double spread = Math.Exp(spreads[row]);
            Span<double> filled = quantiles.Slice(row * QuantileCount, QuantileCount);
            for (int i = 0; i < filled.Length; i++)
            {
                filled[i] = locations[row] + (spread * residuals[i]);
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    public void Write(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteByte(Version);
        writer.WriteInt32(StepFeature);
        Location.Write(writer);
        LogSpread.Write(writer);
        Residuals.Write(writer);
    }

    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    public static DistributionForest Read(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        StateVersion.Require(reader.ReadByte(), Version, "a distribution forest");
        int stepFeature = reader.ReadInt32();
        TreeEnsemble location = TreeEnsemble.Read(reader);
        TreeEnsemble logSpread = TreeEnsemble.Read(reader);
        return location.FeatureCount == logSpread.FeatureCount && stepFeature >= NoStep && stepFeature < location.FeatureCount
            ? new DistributionForest(location, logSpread, ResidualQuantiles.Read(reader), stepFeature)
            : throw new InvalidDataException($"Model state is damaged: {location.FeatureCount} and {logSpread.FeatureCount} features, step {stepFeature}.");
    }
}
