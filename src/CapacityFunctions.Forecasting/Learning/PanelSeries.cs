using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>One series of a panel.</summary>
/// <param name="Series">Name, traits and inputs.</param>
/// <param name="History">Usage on the grid of the panel, by the account's clock on the wall.</param>
public sealed record PanelSeries(LearnedSeries Series, TimeSeries History)
{
    /// <summary>A series as it is kept, in UTC, brought to the clock of its account.</summary>
    public static PanelSeries FromUtc(LearnedSeries series, TimeSeries history)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(history);
        return new PanelSeries(series, LocalGrid.Of(series.TimeZone, history.Step)?.ToLocal(history) ?? history);
    }
}
