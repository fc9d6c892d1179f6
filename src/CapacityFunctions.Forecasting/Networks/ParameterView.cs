namespace CapacityFunctions.Forecasting.Networks;

/// <summary>A row-major matrix inside the flat array of all parameters, or of their gradients.</summary>
/// <param name="Name">Unique in a network.</param>
/// <param name="Offset">Of the first element.</param>
/// <param name="Rows">Inputs of a weight matrix, 1 for a bias, words for an embedding.</param>
/// <param name="Columns">Outputs.</param>
internal readonly record struct ParameterView(string Name, int Offset, int Rows, int Columns)
{
    public int Length => Rows * Columns;

    public ReadOnlySpan<float> Of(ReadOnlySpan<float> parameters) => parameters.Slice(Offset, Length);

    public Span<float> Of(Span<float> parameters) => parameters.Slice(Offset, Length);
}
