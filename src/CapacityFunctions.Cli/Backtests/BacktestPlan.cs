using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Forecasting.Evaluation;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>Which series are forecast at which steps.</summary>
/// <param name="Origins">By series, then ascending.</param>
/// <param name="Shortened">Series with fewer origins than asked for, and how many they have; 0 for those left out.</param>
internal sealed record BacktestPlan(IReadOnlyList<BacktestOrigin> Origins, IReadOnlyList<(UsageSeries Series, int Origins)> Shortened)
{
    /// <exception cref="InputException">No series is long enough for any origin.</exception>
    public static BacktestPlan Create(IReadOnlyList<UsageSeries> series, BacktestOptions options)
    {
        List<BacktestOrigin> origins = [];
        List<(UsageSeries, int)> shortened = [];
        for (int index = 0; index < series.Count; index++)
        {
            int[] steps = EvaluationOrigins.Of(series[index].Series, options.Horizon, options.Origins, options.Stride);
            origins.AddRange(steps.Select((step, place) => new BacktestOrigin(index, series[index], step, steps.Length - 1 - place)));
            if (steps.Length < options.Origins)
            {
                shortened.Add((series[index], steps.Length));
            }
        }

        return origins.Count > 0
            ? new BacktestPlan(origins, shortened)
            : throw InputException.In(
                options.Input,
                $"no series is long enough: {options.Horizon} steps before an origin and as many after it are needed, the longest has {series.Max(entry => entry.Series.Length)}");
    }
}
