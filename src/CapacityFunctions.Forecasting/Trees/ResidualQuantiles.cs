using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Trees;

/// <summary>
/// Quantiles of standardised residuals, (outcome − location) / spread, pooled where they are alike: in bins of the predicted spread and of the step
/// ahead. A bin of few rows leans on all of them. Immutable.
/// </summary>
public sealed class ResidualQuantiles
{
    private const byte Version = 1;

    // All rows together count as much as this many of a bin: a quantile of 0.5 % rests on some hundred rows at least.
    private const double PooledRows = 200;

    private readonly ResidualBins bins;
    private readonly float[] table;

    private ResidualQuantiles(ResidualBins bins, float[] table)
    {
        this.bins = bins;
        this.table = table;
    }

    /// <summary>Bins that are told apart.</summary>
    public int BinCount => bins.Count;

    /// <param name="residuals">Standardised, finite, at least one.</param>
    /// <param name="weights">One a residual, 0 or more and not all 0; empty when all count the same.</param>
    /// <param name="spreads">Predicted spread of each, in any unit that ascends with it.</param>
    /// <param name="steps">Step ahead of each; empty when it doesn't matter. NaN counts as the first.</param>
    /// <param name="spreadBins">Bins of the spread, at least 1, of about as many rows each.</param>
    /// <param name="stepBins">Bins of the step, at least 1, of about as many rows each.</param>
    public static ResidualQuantiles Of(
        ReadOnlySpan<float> residuals,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> spreads,
        ReadOnlySpan<float> steps,
        int spreadBins,
        int stepBins)
    {
        ArgumentOutOfRangeException.ThrowIfZero(residuals.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(spreads.Length, residuals.Length);
        ResidualBins pools = ResidualBins.Of(spreads, steps, spreadBins, stepBins);
        int[] places = new int[residuals.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = pools.IndexOf(spreads[i], steps.IsEmpty ? 0 : steps[i]);
        }

        WeightedSample sample = new(residuals, weights, places);
        double[] pooled = new double[QuantileGrid.Count];
        double[] own = new double[QuantileGrid.Count];
        sample.FillQuantiles(bin: -1, QuantileGrid.Probabilities, pooled);
        float[] filled = new float[pools.Count * own.Length];
        for (int bin = 0; bin < pools.Count; bin++)
        {
            int rows = sample.FillQuantiles(bin, QuantileGrid.Probabilities, own);
            double trust = rows / (rows + PooledRows);
            for (int i = 0; i < own.Length; i++)
            {
                filled[(bin * own.Length) + i] = (float)((trust * own[i]) + ((1 - trust) * pooled[i]));
            }
        }

        return new ResidualQuantiles(pools, filled);
    }

    /// <summary>Quantiles of the project's 25 probabilities, ascending.</summary>
    /// <param name="spread">Predicted spread, in the unit of the training.</param>
    /// <param name="step">Step ahead; any value where it doesn't matter.</param>
    public ReadOnlySpan<float> At(float spread, float step) =>
        table.AsSpan(bins.IndexOf(spread, step) * QuantileGrid.Count, QuantileGrid.Count);

    public void Write(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteByte(Version);
        bins.Write(writer);
        writer.WriteSingles(table);
    }

    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    public static ResidualQuantiles Read(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        StateVersion.Require(reader.ReadByte(), Version, "residual quantiles");
        ResidualBins pools = ResidualBins.Read(reader);
        float[] read = reader.ReadSingles();
        bool isValid = read.Length == (long)pools.Count * QuantileGrid.Count;
        for (int bin = 0; isValid && bin < pools.Count; bin++)
        {
            isValid = ResidualBins.IsAscending(read.AsSpan(bin * QuantileGrid.Count, QuantileGrid.Count));
        }

        return isValid
            ? new ResidualQuantiles(pools, read)
            : throw new InvalidDataException($"Model state is damaged: {read.Length} residual quantiles of {pools.Count} bins.");
    }
}
