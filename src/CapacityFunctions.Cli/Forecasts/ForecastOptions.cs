using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Forecasting;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>What <c>forecast</c> was asked for.</summary>
internal sealed record ForecastOptions
{
    public required string Input { get; init; }

    /// <summary>Steps ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>Step of the grid; null for the file's own.</summary>
    public TimeSpan? Frequency { get; init; }

    /// <summary>Interval levels in per cent, in the order of the columns.</summary>
    public required IReadOnlyList<decimal> Levels { get; init; }

    public required PredictionOptions Prediction { get; init; }

    public SignalInputs Signals { get; init; } = SignalInputs.None;

    /// <summary>What learned models are told of series.</summary>
    public required SeriesDescriptions Descriptions { get; init; }

    /// <summary>Directory with learned models; null to learn from the file.</summary>
    public string? Learned { get; init; }

    /// <summary>Series forecast side by side.</summary>
    public required int Threads { get; init; }

    /// <summary>Null for standard output.</summary>
    public string? Output { get; init; }

    public string? Report { get; init; }
}
