using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Selection;

/// <summary>What a method may be fitted to instead of the history as it was.</summary>
internal enum HistoryTreatment
{
    /// <summary>Isolated spikes replaced (<see cref="SpikeRepair"/>).</summary>
    Spikes,

    /// <summary>The part before a change of level moved to the level after it (<see cref="LevelAlignment"/>).</summary>
    Level,
}
