using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>
/// Against what outcomes count as inside or outside of 90 %: calibrated scores of the quantiles 0.05, 0.5 and 0.95 at each step. In half
/// precision, in memory as in the state, so that a restored model judges alike.
/// </summary>
internal sealed class CoverageReference
{
    // In the grid, and per step here.
    private static readonly int[] Quantiles = [3, 12, 21];

    private readonly Half[] values;

    private CoverageReference(Half[] values) => this.values = values;

    /// <param name="scores">Row-major steps × <see cref="QuantileGrid"/>.</param>
    public static CoverageReference Of(ReadOnlySpan<double> scores)
    {
        Half[] kept = new Half[scores.Length / QuantileGrid.Count * Quantiles.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = (Half)scores[(i / Quantiles.Length * QuantileGrid.Count) + Quantiles[i % Quantiles.Length]];
        }

        return new CoverageReference(kept);
    }

    /// <param name="step">0 is one step ahead.</param>
    /// <param name="factor">Of the distance from the median.</param>
    public double LowerAt(int step, double factor) => At(step, 0, factor);

    /// <inheritdoc cref="LowerAt"/>
    public double UpperAt(int step, double factor) => At(step, 2, factor);

    public void Write(StateWriter writer) => writer.WriteHalves(values);

    /// <param name="reader">At the reference.</param>
    /// <param name="steps">Of the horizon.</param>
    public static CoverageReference Read(StateReader reader, int steps)
    {
        Half[] kept = reader.ReadHalves();
        return kept.Length == steps * Quantiles.Length
            ? new CoverageReference(kept)
            : throw new InvalidDataException($"Model state is damaged: {kept.Length} scores for {steps} steps.");
    }

    private double At(int step, int quantile, double factor)
    {
        double median = (double)values[(step * Quantiles.Length) + 1];
        return median + (factor * ((double)values[(step * Quantiles.Length) + quantile] - median));
    }
}
