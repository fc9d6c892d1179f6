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

    /// <summary>Puts usage on the grids; steps up to <paramref name="now"/> that nothing was observed in are missing.</summary>
    /// <param name="history">Usage since <paramref name="from"/>.</param>
    /// <param name="from">Where the grids begin when nothing was observed at all.</param>
    /// <param name="now">The step that contains it is not over and is left out.</param>
    internal static UsageGrid Of(UsageHistory history, DateTimeOffset from, DateTimeOffset now)
    {
        TimeSpan step = ForecastHorizons.StepOf(ForecastHorizon.Hour);
        IEnumerable<Observation> observations = Enumerable.Range(0, history.Values.Length)
            .Select(index => new Observation(history.Timestamps.Span[index], history.Values.Span[index]));
        TimeSeries built = SeriesBuilder.Build(observations, step).Series;
        DateTimeOffset start = new(from.UtcTicks - (from.UtcTicks % step.Ticks), TimeSpan.Zero);
        TimeSeries fine = (built.Length > 0 ? built : TimeSeries.FromValues(start, step, [])).ExtendTo(now);
        return new UsageGrid(fine, SeriesResampler.Resample(fine, ForecastHorizons.StepOf(ForecastHorizon.Day)));
    }

    internal TimeSeries On(ForecastHorizon horizon) => horizon == ForecastHorizon.Hour ? _fine : _coarse;
}
