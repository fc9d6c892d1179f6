namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>
/// The quantiles of an open forecast in a quarter of their size: every second one, from the median outward as the distance from the one
/// before on a logarithmic scale of 256 values. What is left out lies halfway in the normal score, which is exact for a normal
/// distribution. A decoded quantile is off by 3.5 % at most of the largest distance between it and the median; errors don't add up.
/// </summary>
internal static class QuantileCode
{
    private const int Stride = 2;

    // The smallest distance is 2^-25 of the largest: quantiles that coincide differ by what keeps them apart, and no outcome cares.
    private const double StepsPerOctave = 10;

    private static readonly double[] Distances = [.. Enumerable.Range(0, 256).Select(code => Math.Pow(2, -code / StepsPerOctave))];

    /// <summary>Bytes of a step: distances between 13 quantiles.</summary>
    public static int Length => QuantileGrid.Count / Stride;

    private static int Median => QuantileGrid.Count / 2;

    /// <param name="quantiles">Of <see cref="QuantileGrid"/>, ascending strictly.</param>
    /// <param name="median">The middle one as it is stored.</param>
    /// <param name="unit">At least the largest distance between neighbours that are kept, above 0.</param>
    /// <param name="code">Receives <see cref="Length"/> bytes.</param>
    public static void Encode(ReadOnlySpan<double> quantiles, double median, double unit, Span<byte> code)
    {
        int half = code.Length / 2;
        for (int side = -1; side <= 1; side += 2)
        {
            double reached = 0;
            for (int i = 0; i < half; i++)
            {
                double target = side * (quantiles[Median + (side * Stride * (i + 1))] - median);
                double distance = Math.Max((target - reached) / unit, Distances[^1]);
                byte rounded = (byte)Math.Clamp(Math.Round(-StepsPerOctave * Math.Log2(distance)), 0, 255);
                code[IndexOf(side, i, half)] = rounded;
                reached += unit * Distances[rounded];
            }
        }
    }

    /// <summary>Restores all quantiles of <see cref="QuantileGrid"/>.</summary>
    public static void Decode(ReadOnlySpan<byte> code, double median, double unit, Span<double> quantiles)
    {
        ReadOnlySpan<double> scores = QuantileGrid.NormalScores;
        int half = code.Length / 2;
        quantiles[Median] = median;
        for (int side = -1; side <= 1; side += 2)
        {
            for (int i = 0; i < half; i++)
            {
                int inner = Median + (side * Stride * i);
                int outer = inner + (side * Stride);
                quantiles[outer] = quantiles[inner] + (side * unit * Distances[code[IndexOf(side, i, half)]]);
                double share = (scores[inner + side] - scores[inner]) / (scores[outer] - scores[inner]);
                quantiles[inner + side] = quantiles[inner] + (share * (quantiles[outer] - quantiles[inner]));
            }
        }
    }

    private static int IndexOf(int side, int i, int half) => side < 0 ? i : half + i;
}
