namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Which trainer of ML.NET grows the trees.</summary>
internal enum BoostingLibrary
{
    /// <summary>Native; its library isn't there for every system, nor what that needs (OpenMP).</summary>
    LightGbm,

    /// <summary>Runs everywhere.</summary>
    FastTree,
}
