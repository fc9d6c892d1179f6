namespace CapacityFunctions.Forecasting.Methods.SeasonalNaive;

/// <summary>Which of a series' periods a baseline repeats.</summary>
internal enum SeasonChoice
{
    /// <summary>None: the last value.</summary>
    None,

    First,

    Last,
}
