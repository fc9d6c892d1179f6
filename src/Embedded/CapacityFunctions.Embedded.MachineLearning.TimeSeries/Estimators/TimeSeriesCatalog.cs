using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;
using Microsoft.ML.Transforms.TimeSeries;

namespace Microsoft.ML;

/// <summary>Time-series estimators of an <see cref="MLContext"/>.</summary>
public static class TimeSeriesCatalog
{
    /// <summary>Forecasts by singular spectrum analysis. Arguments are checked when the estimator is fitted, as in the real package.</summary>
    /// <param name="catalog"><see cref="MLContext.Forecasting"/>.</param>
    /// <param name="outputColumnName">Vector of single: the forecast after each row.</param>
    /// <param name="inputColumnName">Single: the series, NaN where nothing was observed; null for the name of the output.</param>
    /// <param name="windowSize">Length of a window, at least 2 and below half of what is trained on.</param>
    /// <param name="seriesLength">Above <paramref name="windowSize"/>.</param>
    /// <param name="trainSize">Rows from the beginning that are trained on, above twice <paramref name="windowSize"/>.</param>
    /// <param name="horizon">Steps to forecast.</param>
    /// <param name="isAdaptive">Without effect on forecasts, as in the real package, which has yet to implement it.</param>
    /// <param name="discountFactor">In [0, 1]; likewise without effect.</param>
    /// <param name="rankSelectionMethod">How the rank of the signal is found.</param>
    /// <param name="rank">In [1, windowSize), for <see cref="RankSelectionMethod.Fixed"/>; null for windowSize − 1.</param>
    /// <param name="maxRank">Without effect: the real package drops it on the way to its model.</param>
    /// <param name="shouldStabilize">Whether exploding components are cut back.</param>
    /// <param name="shouldMaintainInfo">Without effect on forecasts.</param>
    /// <param name="maxGrowth">Largest growth of the trend; null for any.</param>
    /// <param name="confidenceLowerBoundColumn">Vector of single; null for no bounds.</param>
    /// <param name="confidenceUpperBoundColumn">Vector of single; null for no bounds.</param>
    /// <param name="confidenceLevel">In [0, 1): probability between the bounds.</param>
    /// <param name="variableHorizon">Whether a prediction may ask for another horizon; the columns then have no fixed size.</param>
    public static SsaForecastingEstimator ForecastBySsa(
        this ForecastingCatalog catalog,
        string outputColumnName,
        string? inputColumnName,
        int windowSize,
        int seriesLength,
        int trainSize,
        int horizon,
        bool isAdaptive = false,
        float discountFactor = 1,
        RankSelectionMethod rankSelectionMethod = RankSelectionMethod.Exact,
        int? rank = null,
        int? maxRank = null,
        bool shouldStabilize = true,
        bool shouldMaintainInfo = false,
        GrowthRatio? maxGrowth = null,
        string? confidenceLowerBoundColumn = null,
        string? confidenceUpperBoundColumn = null,
        float confidenceLevel = 0.95f,
        bool variableHorizon = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _ = (isAdaptive, maxRank, shouldMaintainInfo);
        return new SsaForecastingEstimator(
            new SsaOptions(trainSize, seriesLength, windowSize, discountFactor, rankSelectionMethod, rank, shouldStabilize, maxGrowth),
            new ForecastColumns(
                ForecastColumns.Require(outputColumnName, nameof(outputColumnName)),
                ForecastColumns.Require(inputColumnName ?? outputColumnName, nameof(inputColumnName)),
                confidenceLowerBoundColumn,
                confidenceUpperBoundColumn,
                horizon,
                variableHorizon,
                confidenceLevel));
    }
}
