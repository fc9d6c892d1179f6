using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>Inputs over consecutive steps.</summary>
/// <param name="Matrix">Columns for a method.</param>
/// <param name="Next">The basis after these steps.</param>
/// <param name="Missing">Names of inputs of which a value should have been known and was not: their expectation stood in.</param>
internal sealed record InputColumns(RegressorMatrix Matrix, InputBasis Next, IReadOnlyList<string> Missing);
