namespace CapacityFunctions.Cli.Forecasts;

/// <summary>The report of <c>forecast</c> as JSON.</summary>
/// <param name="Series">One for each series, in the order of the forecasts.</param>
/// <param name="WallSeconds">From reading the file to the last forecast.</param>
/// <param name="CpuSeconds">Processor time of the whole process up to then.</param>
/// <param name="PeakMemoryMiB">The most memory that the process held.</param>
internal sealed record ForecastReport(IReadOnlyList<SeriesReport> Series, double WallSeconds, double CpuSeconds, double PeakMemoryMiB);
