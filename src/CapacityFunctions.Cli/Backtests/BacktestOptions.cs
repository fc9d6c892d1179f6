using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Forecasting.Inputs;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>What <c>backtest</c> was asked for.</summary>
internal sealed record BacktestOptions
{
    public required string Input { get; init; }

    /// <summary>Steps ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>Most origins of a series.</summary>
    public required int Origins { get; init; }

    /// <summary>Steps between origins.</summary>
    public required int Stride { get; init; }

    /// <summary>Step of the grid; null for the file's own.</summary>
    public TimeSpan? Frequency { get; init; }

    /// <summary>Interval levels in per cent, in the order of the columns; 90 among them.</summary>
    public required IReadOnlyList<decimal> Levels { get; init; }

    /// <summary>What is compared, in the order of the rows; seasonal naive among them.</summary>
    public required IReadOnlyList<BacktestModel> Models { get; init; }

    /// <summary>A learner that the user named; null for none. Without enough to learn from anywhere, naming one is an error.</summary>
    public string? NamedLearner { get; init; }

    /// <summary>What learned models are told of series.</summary>
    public required SeriesDescriptions Descriptions { get; init; }

    public required int Seed { get; init; }

    /// <summary>External inputs that may help.</summary>
    public SignalInputs Signals { get; init; } = SignalInputs.None;

    /// <summary>Origins forecast side by side.</summary>
    public required int Threads { get; init; }

    /// <summary>Null for no CSV.</summary>
    public string? Output { get; init; }

    public string? Report { get; init; }

    /// <summary>Judged at the end of the series for all origins: what is known ahead there was known ahead before.</summary>
    public ExternalInputs InputsOf(UsageSeries source) =>
        Signals.For(source.AccountId, source.Series.End, source.Series.TimestampAt(source.Series.Length + Horizon));
}
