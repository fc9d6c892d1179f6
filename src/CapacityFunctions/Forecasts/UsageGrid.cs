using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Usage;

namespace CapacityFunctions.Forecasts;

/// <summary>The usage of one series on the grids of the horizons, gaps included.</summary>
internal sealed class UsageGrid
{
    private readonly TimeSeries _fine;
    private readonly TimeSeries _coarse;

    private UsageGrid(TimeSeries fine, TimeSeries coarse)
    {
        _fine = fine;
        _coarse = coarse;
    }

    /// <summary>
    /// The end of the last five-minute step that is over. The step that contains now is not: its highest value may still come, and the forecasts of
    /// accounts that have reported in it and of those that have not would begin at different times.
    /// </summary>
    internal static DateTimeOffset EndOfLastStep(DateTimeOffset now)
    {
        long step = ForecastHorizons.StepOf(ForecastHorizon.Hour).Ticks;
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % step), TimeSpan.Zero);
    }

    /// <summary>Puts usage on the grids; steps in which nothing was observed are missing.</summary>
    /// <param name="history">Usage from <paramref name="from"/> to <paramref name="end"/>.</param>
    /// <param name="from">Where the grids begin when nothing was observed at all.</param>
    /// <param name="end">Where they end: see <see cref="EndOfLastStep"/>.</param>
    internal static UsageGrid Of(UsageHistory history, DateTimeOffset from, DateTimeOffset end)
    {
        TimeSpan step = ForecastHorizons.StepOf(ForecastHorizon.Hour);
        IEnumerable<Observation> observations = Enumerable.Range(0, history.Values.Length)
            .Select(index => new Observation(history.Timestamps.Span[index], history.Values.Span[index]));
        TimeSeries built = SeriesBuilder.Build(observations, step).Series;
        TimeSeries fine = (built.Length > 0 ? built : TimeSeries.FromValues(EndOfLastStep(from), step, [])).ExtendTo(end);
        return new UsageGrid(fine, SeriesResampler.Resample(fine, ForecastHorizons.StepOf(ForecastHorizon.Day)));
    }

    /// <summary>Usage in the last step of each horizon's grid; null where nothing was observed in it.</summary>
    internal Dictionary<ForecastHorizon, double?> LastSteps() => ForecastHorizons.All.ToDictionary(
        horizon => horizon, horizon => On(horizon).TryGetValue(On(horizon).Length - 1, out double value) ? value : (double?)null);

    /// <summary>Usage in the step that begins at an instant; null outside the grid and where nothing was observed.</summary>
    internal Func<DateTimeOffset, double?> At(ForecastHorizon horizon)
    {
        TimeSeries series = On(horizon);
        return instant =>
        {
            int index = series.IndexOf(instant);
            return index >= 0 && index < series.Length && series.TryGetValue(index, out double value) ? value : null;
        };
    }

    internal TimeSeries On(ForecastHorizon horizon) => horizon == ForecastHorizon.Hour ? _fine : _coarse;
}
