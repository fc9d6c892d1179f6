using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>Brings every feature to mean 0 and spread 1, as networks like them.</summary>
internal sealed class FeatureStandard
{
    // A feature that hardly moved in the training must not explode when it does.
    private const double SmallestSpread = 0.05;

    private readonly float[] means;
    private readonly float[] factors;

    private FeatureStandard(float[] means, float[] factors)
    {
        this.means = means;
        this.factors = factors;
    }

    /// <param name="rows">Row-major.</param>
    /// <param name="width">Features of a row.</param>
    public static FeatureStandard Of(ReadOnlySpan<float> rows, int width)
    {
        double[] sums = new double[width];
        double[] squares = new double[width];
        int count = rows.Length / width;
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> features = rows.Slice(row * width, width);
            for (int i = 0; i < width; i++)
            {
                sums[i] += features[i];
                squares[i] += (double)features[i] * features[i];
            }
        }

        float[] centres = new float[width];
        float[] scales = new float[width];
        for (int i = 0; i < width; i++)
        {
            double mean = count > 0 ? sums[i] / count : 0;
            double variance = count > 0 ? Math.Max(0, (squares[i] / count) - (mean * mean)) : 1;
            centres[i] = (float)mean;
            scales[i] = (float)(1 / Math.Max(SmallestSpread, Math.Sqrt(variance)));
        }

        return new FeatureStandard(centres, scales);
    }

    public void Apply(ReadOnlySpan<float> row, Span<float> target)
    {
        for (int i = 0; i < row.Length; i++)
        {
            target[i] = (row[i] - means[i]) * factors[i];
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteSingles(means);
        writer.WriteSingles(factors);
    }

    /// <param name="reader">At what <see cref="Write"/> wrote.</param>
    /// <param name="width">Features of a row.</param>
    /// <exception cref="InvalidDataException">The state is damaged or of other features.</exception>
    public static FeatureStandard Read(StateReader reader, int width)
    {
        FeatureStandard standard = new(reader.ReadSingles(), reader.ReadSingles());
        return standard.means.Length == width && standard.factors.Length == width
            ? standard
            : throw new InvalidDataException($"The state of networks is damaged: {standard.means.Length} features of {width}.");
    }
}
