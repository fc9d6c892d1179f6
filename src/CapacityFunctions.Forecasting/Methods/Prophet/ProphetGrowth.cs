namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>Form of the trend.</summary>
public enum ProphetGrowth
{
    /// <summary>Straight pieces that meet at the changepoints.</summary>
    Linear,

    /// <summary>Saturates at <see cref="ProphetOptions.Capacity"/>; the changepoints change the rate of growth.</summary>
    Logistic,

    /// <summary>A constant.</summary>
    Flat,
}
