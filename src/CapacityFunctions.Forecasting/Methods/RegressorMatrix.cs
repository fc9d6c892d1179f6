namespace CapacityFunctions.Forecasting.Methods;

/// <summary>External inputs that are known for every step of a span of time.</summary>
/// <param name="Names">One name a column.</param>
/// <param name="Columns">One column a name, one finite value a step; [0] belongs to the first step of the span.</param>
public sealed record RegressorMatrix(IReadOnlyList<string> Names, IReadOnlyList<ReadOnlyMemory<double>> Columns);
