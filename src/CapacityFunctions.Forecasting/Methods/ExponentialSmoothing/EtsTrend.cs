namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

internal enum EtsTrend : byte
{
    None,
    Additive,
    Damped,
}
