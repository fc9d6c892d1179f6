using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>One series of a panel.</summary>
/// <param name="Series">Name, traits and inputs.</param>
/// <param name="History">Usage on the grid of the panel, by the account's clock on the wall (<see cref="WallClock"/>).</param>
public sealed record PanelSeries(LearnedSeries Series, TimeSeries History);
