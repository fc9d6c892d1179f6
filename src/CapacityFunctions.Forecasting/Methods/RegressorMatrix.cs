namespace CapacityFunctions.Forecasting.Methods;

/// <summary>External inputs that are known for every step of a span of time.</summary>
/// <param name="Names">One name a column.</param>
/// <param name="Columns">One column a name, one finite value a step; [0] belongs to the first step of the span.</param>
public sealed record RegressorMatrix(IReadOnlyList<string> Names, IReadOnlyList<ReadOnlyMemory<double>> Columns)
{
    /// <summary>The inputs of picked steps.</summary>
    /// <param name="sources">Step of each new row; -1 takes the row before, or the first one where there is none before.</param>
    internal RegressorMatrix Gather(int[] sources)
    {
        ReadOnlyMemory<double>[] columns = new ReadOnlyMemory<double>[Columns.Count];
        for (int column = 0; column < columns.Length; column++)
        {
            double[] picked = new double[sources.Length];
            int latest = 0;
            for (int row = 0; row < picked.Length; row++)
            {
                latest = sources[row] >= 0 ? sources[row] : latest;
                picked[row] = Columns[column].Span[latest];
            }

            columns[column] = picked;
        }

        return this with { Columns = columns };
    }
}
