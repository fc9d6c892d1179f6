using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>The report of <c>backtest</c> as JSON.</summary>
internal sealed record BacktestReport
{
    /// <summary>Models that have a score for every origin first, then the others; each by scaled pinball loss, best first.</summary>
    public required IReadOnlyList<ModelReport> Models { get; init; }

    public required string Baseline { get; init; }

    /// <summary>Steps ahead.</summary>
    public required int Horizon { get; init; }

    /// <summary>Most origins of a series.</summary>
    public required int Origins { get; init; }

    /// <summary>Steps between origins.</summary>
    public required int Step { get; init; }

    /// <summary>Step of the grid in seconds.</summary>
    public required double GridSeconds { get; init; }

    /// <summary>Series with at least one origin.</summary>
    public required int Series { get; init; }

    /// <summary>Series with fewer origins than asked for; those with none are left out of everything.</summary>
    public required IReadOnlyList<ShortSeriesReport> ShortSeries { get; init; }

    /// <summary>Names of the models that learned over all series, anew for each origin.</summary>
    public required IReadOnlyList<string> Learned { get; init; }

    /// <summary>Time that learning over all series took, for all origins together: no part of the models' own.</summary>
    public required double LearningSeconds { get; init; }

    public required double WallSeconds { get; init; }

    /// <summary>Processor time of the whole process up to now.</summary>
    public required double CpuSeconds { get; init; }

    public required double PeakMemoryMiB { get; init; }

    public static BacktestReport Of(BacktestOptions options, BacktestPlan plan, OriginResult?[][] results, BacktestLearning learning, TimeSpan wall)
    {
        OriginResult[][] byModel = [.. options.Models.Select((_, model) => results.Select(origin => origin[model]).OfType<OriginResult>().ToArray())];
        int baseline = options.Models.ToList().FindIndex(model => model.Name == MethodCatalog.SeasonalNaive);
        OriginScore[] yardstick = [.. byModel[baseline].Select(result => result.Score)];
        return new BacktestReport
        {
            Models = [.. options.Models
                .Select((model, index) => ModelReport.Of(model, byModel[index], yardstick, isAlone: options.Threads == 1))
                .OfType<ModelReport>()
                .OrderByDescending(model => model.Origins == plan.Origins.Count)
                .ThenBy(model => model.ScaledPinball ?? double.MaxValue)],
            Baseline = MethodCatalog.SeasonalNaive,
            Horizon = options.Horizon,
            Origins = options.Origins,
            Step = options.Stride,
            GridSeconds = plan.Origins[0].Source.Series.Step.TotalSeconds,
            Series = plan.Origins.DistinctBy(origin => origin.Number).Count(),
            ShortSeries = [.. plan.Shortened.Select(entry =>
                new ShortSeriesReport(entry.Series.AccountId.Value, entry.Series.ResourceType.Value, entry.Series.Series.Length, entry.Origins))],
            Learned = learning.Names,
            LearningSeconds = Math.Round(learning.Seconds, 3),
            WallSeconds = Math.Round(wall.TotalSeconds, 3),
            CpuSeconds = Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 3),
            PeakMemoryMiB = Math.Round(PeakMemory() / 1048576.0, 1),
        };
    }

    private static long PeakMemory()
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
