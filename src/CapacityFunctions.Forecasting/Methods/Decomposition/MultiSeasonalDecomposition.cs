namespace CapacityFunctions.Forecasting.Methods.Decomposition;

/// <summary>Several seasons by repeated STL (Bandara, Hyndman &amp; Bergmeir 2021), shortest period first, two rounds, windows 11, 15, … as in R's <c>mstl</c>.</summary>
internal static class MultiSeasonalDecomposition
{
    private const int Rounds = 2;

    /// <param name="history">At least two seasons of the longest period.</param>
    /// <param name="periods">Ascending.</param>
    /// <param name="adjusted">Receives the history without its seasons.</param>
    /// <returns>The last season of each component, to be repeated after the history.</returns>
    public static SeasonalAdjustment Decompose(ReadOnlySpan<double> history, IReadOnlyList<int> periods, double[] adjusted)
    {
        history.CopyTo(adjusted);
        double[][] seasonal = new double[periods.Count][];
        int rounds = periods.Count > 1 ? Rounds : 1;
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < periods.Count; i++)
            {
                Add(adjusted, seasonal[i], 1);
                seasonal[i] = StlDecomposition.Decompose(adjusted, periods[i], 11 + (4 * i)).Seasonal;
                Add(adjusted, seasonal[i], -1);
            }
        }

        double[][] figures = new double[periods.Count][];
        for (int i = 0; i < periods.Count; i++)
        {
            figures[i] = seasonal[i][^periods[i]..];
        }

        return new SeasonalAdjustment(figures, isMultiplicative: false, position: 0);
    }

    private static void Add(double[] values, double[]? component, int sign)
    {
        for (int i = 0; component is not null && i < values.Length; i++)
        {
            values[i] += sign * component[i];
        }
    }
}
