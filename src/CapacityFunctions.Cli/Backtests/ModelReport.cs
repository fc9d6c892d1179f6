using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>What the report says of one model. Measures that need a scale are null when every history repeats itself exactly.</summary>
internal sealed record ModelReport
{
    public required string Model { get; init; }

    public required double? Mase { get; init; }

    /// <summary>In %.</summary>
    public required double Smape { get; init; }

    public required double? ScaledPinball { get; init; }

    public required double? Msis90 { get; init; }

    public required double Coverage90 { get; init; }

    /// <summary>Training and one forecast at one origin, on average.</summary>
    public required double SecondsPerSeries { get; init; }

    /// <summary>The same in processor time; null unless there is one thread.</summary>
    public required double? CpuSecondsPerSeries { get; init; }

    /// <summary>Geometric mean over series of the scaled pinball loss ÷ that of seasonal naive.</summary>
    public required double? RelativeLoss { get; init; }

    /// <summary>Series with a forecast of the model.</summary>
    public required int Series { get; init; }

    /// <summary>Forecasts, over all series.</summary>
    public required int Origins { get; init; }

    /// <summary>Against seasonal naive, one pair a series; null for seasonal naive itself.</summary>
    public required SignTestReport? TestBySeries { get; init; }

    /// <summary>Against seasonal naive, one pair for each series and origin; null for seasonal naive itself.</summary>
    public required SignTestReport? TestByOrigin { get; init; }

    /// <returns>Null when the model said nothing about any series.</returns>
    public static ModelReport? Of(BacktestModel model, OriginResult[] results, OriginScore[] yardstick, bool isAlone)
    {
        if (ModelAccuracy.Of(Array.ConvertAll(results, result => result.Score), yardstick) is not { } accuracy)
        {
            return null;
        }

        bool isYardstick = model.Name == MethodCatalog.SeasonalNaive;
        return new ModelReport
        {
            Model = model.Name,
            Mase = accuracy.Scaled?.Mase,
            Smape = accuracy.Smape,
            ScaledPinball = accuracy.Scaled?.Pinball,
            Msis90 = accuracy.Scaled?.Msis90,
            Coverage90 = accuracy.Coverage90,
            SecondsPerSeries = Math.Round(results.Average(result => result.Seconds), 6),
            CpuSecondsPerSeries = isAlone ? Math.Round(results.Average(result => result.CpuSeconds), 6) : null,
            RelativeLoss = accuracy.RelativeLoss,
            Series = accuracy.Series,
            Origins = accuracy.Origins,
            TestBySeries = isYardstick ? null : SignTestReport.Of(accuracy.BySeries),
            TestByOrigin = isYardstick ? null : SignTestReport.Of(accuracy.ByOrigin),
        };
    }
}
