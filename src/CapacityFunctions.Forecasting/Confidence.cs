namespace CapacityFunctions.Forecasting;

/// <summary>How much a decision should rely on a forecast.</summary>
public enum Confidence
{
    Low,
    Medium,
    High,
}
