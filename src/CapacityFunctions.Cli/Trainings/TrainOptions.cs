using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Forecasting.Learning;

namespace CapacityFunctions.Cli.Trainings;

/// <summary>What <c>train</c> was asked for.</summary>
internal sealed record TrainOptions
{
    public required string Input { get; init; }

    /// <summary>Directory of the models.</summary>
    public required string Output { get; init; }

    /// <summary>Steps ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>Step of the grid; null for the file's own.</summary>
    public TimeSpan? Frequency { get; init; }

    public required IReadOnlyList<ILearner> Learners { get; init; }

    /// <summary>CPU time of one learner; null for as much as the number of series asks for.</summary>
    public TimeSpan? Budget { get; init; }

    public required int Seed { get; init; }

    public required int Threads { get; init; }

    /// <summary>External inputs that may help.</summary>
    public SignalInputs Signals { get; init; } = SignalInputs.None;

    /// <summary>What models are told of series.</summary>
    public required SeriesDescriptions Descriptions { get; init; }

    public string? Report { get; init; }
}
