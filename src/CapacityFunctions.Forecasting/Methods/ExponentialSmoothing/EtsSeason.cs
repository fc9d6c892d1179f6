namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

internal enum EtsSeason : byte
{
    None,
    Additive,
    Multiplicative,
}
