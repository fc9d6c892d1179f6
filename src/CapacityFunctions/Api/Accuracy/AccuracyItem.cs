using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Api.Accuracy;

/// <summary>How the predictions of one model did, for one horizon of one series.</summary>
public sealed record AccuracyItem
{
    /// <summary>Null for the group.</summary>
    public AccountId? AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary><c>PT1H</c>, <c>P1D</c> or <c>P7D</c>.</summary>
    public required string Horizon { get; init; }

    public required string Model { get; init; }

    /// <summary>Whether it predicts now; records of models before it are kept for a month.</summary>
    public required bool InUse { get; init; }

    /// <summary>Steps of past predictions whose usage is known.</summary>
    public required int Outcomes { get; init; }

    /// <summary>From when on they were judged.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Absolute errors ÷ those of seasonal naive at the same origins; below 1 is better. Null where that is not known.</summary>
    public double? Mase { get; init; }

    /// <summary>Absolute errors ÷ usage.</summary>
    public double? ScaledError { get; init; }

    /// <summary>Share of outcomes inside the 90 % interval.</summary>
    public double? Coverage90 { get; init; }

    /// <summary>Mean of prediction − usage ÷ mean usage: above 0 when too much was predicted.</summary>
    public double? Bias { get; init; }

    /// <summary>Why its forecasts are found to have become worse since it was chosen; null when they are not.</summary>
    public string? Drift { get; init; }

    internal static AccuracyItem Of(SeriesAccuracy series, ModelRecord record, DateTimeOffset now, int days)
    {
        AccuracyFigures figures = record.Over(now, days);
        return new AccuracyItem
        {
            AccountId = series.AccountId,
            ResourceType = series.ResourceType,
            Horizon = ForecastHorizons.NameOf(record.Horizon),
            Model = record.Model,
            InUse = record.InUse,
            Outcomes = figures.Outcomes,
            Since = figures.Since,
            Mase = figures.Mase,
            ScaledError = figures.ScaledError,
            Coverage90 = figures.Coverage90,
            Bias = figures.Bias,
            Drift = record.Drift,
        };
    }
}
