namespace CapacityFunctions.Forecasting.Methods;

/// <summary>Consecutive steps that follow what a model has seen.</summary>
/// <param name="Values">One entry a step; entries of missing steps are not read.</param>
/// <param name="Missing">True where nothing was observed; as long as Values.</param>
/// <param name="Regressors">External inputs over these steps; null for a model fitted without.</param>
public readonly record struct ObservationBlock(
    ReadOnlyMemory<double> Values,
    ReadOnlyMemory<bool> Missing,
    RegressorMatrix? Regressors = null)
{
    public int Length => Values.Length;
}
