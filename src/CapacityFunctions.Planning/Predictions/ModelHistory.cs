namespace CapacityFunctions.Planning.Predictions;

/// <summary>What a model was made of.</summary>
/// <param name="Horizon">What it predicts.</param>
/// <param name="TrainedAt">When it was chosen; UTC.</param>
public sealed record ModelHistory(ForecastHorizon Horizon, DateTimeOffset TrainedAt)
{
    /// <summary>The most weeks of usage that it was chosen on.</summary>
    public int MostWeeks { get; init; }

    /// <summary>What became of the signals that were known then.</summary>
    public IReadOnlyList<SignalUse> Signals { get; init; } = [];
}
