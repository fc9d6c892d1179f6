using Microsoft.ML.Transforms.TimeSeries;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

/// <summary>What <c>ForecastBySsa</c> was called with, as far as it shapes a model.</summary>
/// <param name="TrainSize">Values from the beginning that are trained on, above twice the window.</param>
/// <param name="SeriesLength">Above the window. Only the last window of what is buffered is ever read, so that nothing else depends on it.</param>
/// <param name="WindowSize">Rows of the trajectory matrix, at least 2.</param>
/// <param name="DiscountFactor">In [0, 1]; checked and, as in the real package, without effect.</param>
/// <param name="RankSelection">How many eigenvectors make the signal.</param>
/// <param name="Rank">For <see cref="RankSelectionMethod.Fixed"/>: in [1, window); null for window − 1.</param>
/// <param name="ShouldStabilize">Whether growing components are cut back.</param>
/// <param name="MaxGrowth">Largest growth of the trend that is left; null for any.</param>
internal sealed record SsaOptions(
    int TrainSize,
    int SeriesLength,
    int WindowSize,
    float DiscountFactor,
    RankSelectionMethod RankSelection,
    int? Rank,
    bool ShouldStabilize,
    GrowthRatio? MaxGrowth)
{
    /// <summary>Growth a step, infinity for any.</summary>
    public double MaxTrend => MaxGrowth?.Ratio ?? double.PositiveInfinity;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The training part is too short for the window.</exception>
    public void Validate()
    {
        Require(DiscountFactor is >= 0 and <= 1, nameof(DiscountFactor), "The discount factor must lie in [0, 1].");
        Require(WindowSize >= 2, "windowSize", "A window needs at least 2 values.");
        Require(SeriesLength > WindowSize, "seriesLength", "The series must be longer than the window.");
        if (TrainSize <= 2 * WindowSize)
        {
            throw new InvalidOperationException($"Training needs more than two windows of {WindowSize} values; trainSize is {TrainSize}.");
        }

        Require(MaxGrowth is not { TimeSpan: <= 0 }, nameof(GrowthRatio.TimeSpan), "The time span of the growth must be above 0.");
        Require(MaxGrowth is not { Growth: < 0 }, nameof(GrowthRatio.Growth), "The growth must not be negative.");
        Require(
            RankSelection != RankSelectionMethod.Fixed || Rank is null || (Rank >= 1 && Rank < WindowSize), "rank", "The rank must lie in [1, windowSize).");
    }

    private static void Require(bool condition, string parameter, string message)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(parameter, message);
        }
    }
}
