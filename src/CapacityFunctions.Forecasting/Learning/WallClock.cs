using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>
/// Puts a series and its inputs on the clock of an account's wall, as <see cref="WorkloadPredictionEngine"/> gives histories to its methods: local
/// times, written as if they were UTC. A learned model has to be trained and asked by the same clock.
/// </summary>
public static class WallClock
{
    /// <summary>The history by the clock of a zone; an hour that the clock left out is missing, of a repeated one the first pass counts.</summary>
    public static TimeSeries Of(TimeSeries history, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(zone);
        return LocalGrid.Of(zone, history.Step)?.ToLocal(history) ?? history;
    }

    /// <summary>The inputs by the clock of a zone.</summary>
    /// <param name="inputs">In UTC, judged already: whether a future is known can't be told from local times.</param>
    /// <param name="zone">Where the wall is.</param>
    /// <param name="step">Step of the history, whose clock moves by whole steps.</param>
    public static ExternalInputs Of(ExternalInputs inputs, TimeZoneInfo zone, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(zone);
        return LocalGrid.Of(zone, step) is { } grid ? new ExternalInputs(inputs.All.Select(input => input.InClockOf(grid.LocalTimeOf))) : inputs;
    }
}
