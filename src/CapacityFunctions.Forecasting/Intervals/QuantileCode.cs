namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>
/// The quantiles of an open forecast in a quarter of their size: every second one, as the distance from the one before on a logarithmic scale
/// of 255 values. What is left out lies halfway in the normal score, which is exact for a normal distribution; a decoded quantile is within
/// 3.5 % of the distance to its neighbour, and errors don't add up.
/// </summary>
internal static class QuantileCode
{
    private const int Stride = 2;

    // Seventeen decimal digits would be a matter of course; 2^-25 of the row's unit is the least distance that can be told from none.
    private const double StepsPerOctave = 10;

    private static readonly double[] Distances = [.. Enumerable.Range(0, 256).Select(code => Math.Pow(2, -code / StepsPerOctave))];

    /// <summary>Bytes of a step: distances between 13 quantiles.</summary>
    public static int Length => QuantileGrid.Count / Stride;

    /// <param name="quantiles">Of <see cref="QuantileGrid"/>, ascending strictly.</param>
    /// <param name="anchor">The lowest one as it is stored.</param>
    /// <param name="unit">Half of the largest distance between lowest and highest quantile, above 0.</param>
    /// <param name="code">Receives <see cref="Length"/> bytes.</param>
    public static void Encode(ReadOnlySpan<double> quantiles, double anchor, double unit, Span<byte> code)
    {
        double reached = anchor;
        for (int i = 0; i < code.Length; i++)
        {
            double distance = Math.Max((quantiles[(i + 1) * Stride] - reached) / (2 * unit), Distances[^1]);
            code[i] = (byte)Math.Clamp(Math.Round(-StepsPerOctave * Math.Log2(distance)), 0, 255);
            reached += 2 * unit * Distances[code[i]];
        }
    }

    /// <summary>Restores all quantiles of <see cref="QuantileGrid"/>.</summary>
    public static void Decode(ReadOnlySpan<byte> code, double anchor, double unit, Span<double> quantiles)
    {
        ReadOnlySpan<double> scores = QuantileGrid.NormalScores;
        quantiles[0] = anchor;
        for (int i = 0; i < code.Length; i++)
        {
            int left = i * Stride;
            quantiles[left + Stride] = quantiles[left] + (2 * unit * Distances[code[i]]);
            double share = (scores[left + 1] - scores[left]) / (scores[left + Stride] - scores[left]);
            quantiles[left + 1] = quantiles[left] + (share * (quantiles[left + Stride] - quantiles[left]));
        }
    }
}
