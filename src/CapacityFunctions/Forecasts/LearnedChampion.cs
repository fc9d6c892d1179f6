using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Storage.Learning;

namespace CapacityFunctions.Forecasts;

/// <summary>A model in use that was learned over many series.</summary>
public sealed record LearnedChampion(LearnedModelKey Key, ILearnedModel Model);
