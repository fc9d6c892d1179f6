using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Forecasts;

/// <summary>The models of one series, advanced to the newest usage.</summary>
/// <param name="Models">One for each horizon, in the order of the horizons.</param>
/// <param name="LastSteps">Usage in the last step before each forecast; null where nothing was observed in it.</param>
/// <param name="ZoneShares">Where usage ran during the last day.</param>
/// <param name="Inputs">External inputs over the time that is forecast; none for models without.</param>
/// <param name="FallbackReason">Why a simpler model had to stand in; null normally.</param>
/// <param name="DriftReason">Why the models should be chosen anew before the night; null normally.</param>
public sealed record SeriesModelSet(
    IReadOnlyList<KeyValuePair<ForecastHorizon, TrainedModel>> Models,
    IReadOnlyDictionary<ForecastHorizon, double?> LastSteps,
    IReadOnlyDictionary<string, double> ZoneShares,
    ExternalInputs Inputs,
    string? FallbackReason,
    string? DriftReason)
{
    /// <summary>The same by horizon, for those whose forecasts have become worse.</summary>
    public IReadOnlyDictionary<ForecastHorizon, string> Drifts { get; init; } = new Dictionary<ForecastHorizon, string>();

    /// <summary>When each model was chosen; UTC.</summary>
    public required IReadOnlyDictionary<ForecastHorizon, DateTimeOffset> TrainedAt { get; init; }
}
