using System.Collections.Concurrent;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Tables;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>Forecasts every series of a file at past origins with every model, and compares with what came.</summary>
internal sealed class BacktestRun(BacktestOptions options, CliContext context)
{
    private readonly WorkloadPredictionEngine[] engines =
        [.. options.Models.Select(model => new WorkloadPredictionEngine(model.Prediction, MachineLearningMethods.Catalog))];

    /// <exception cref="InputException">The file cannot be used, or output cannot be written there.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long started = context.Time.GetTimestamp();
        BacktestPlan plan = BacktestPlan.Create(UsageSeriesReader.Read(options.Input, options.Frequency), options);
        OriginResult?[][] results = await ForecastAllAsync(plan.Origins, cancellationToken);
        BacktestReport report = BacktestReport.Of(options, plan, results, context.Time.GetElapsedTime(started));
        if (options.Report is { } path)
        {
            ReportFile.Write(path, report);
        }

        BacktestTable.Write(report, context);
    }

    /// <returns>One array for each origin with an entry for each model; null where the model said nothing.</returns>
    private async Task<OriginResult?[][]> ForecastAllAsync(IReadOnlyList<BacktestOrigin> origins, CancellationToken cancellationToken)
    {
        OriginResult?[][] results = new OriginResult?[origins.Count][];
        using TextWriter rows = options.Output is { } path ? OutputFile.Create(path) : TextWriter.Null;
        BacktestCsv.WriteHeader(rows, options.Levels);
        OrderedText ordered = new(rows);
        ParallelOptions limits = new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };

        // Handed out one by one and in order, so that few rows have to wait for those before them.
        OrderablePartitioner<BacktestOrigin> queue = Partitioner.Create(origins, EnumerablePartitionerOptions.NoBuffering);
        await ProgressBar.RunAsync(
            "Forecasting at past origins",
            origins.Count,
            isShown: context.OutputIsTerminal,
            done => Parallel.ForEach(queue, limits, (origin, _, index) =>
            {
                results[index] = Forecast(origin, out string text);
                ordered.Add((int)index, text);
                done();
            }),
            cancellationToken);
        return results;
    }

    private OriginResult?[] Forecast(BacktestOrigin origin, out string text)
    {
        TimeSeries series = origin.Source.Series;
        TimeSeries history = series.Head(origin.Step);
        TimeSeries outcomes = series.Slice(origin.Step, options.Horizon);
        HorizonSpec horizon = HorizonSpec.For(series.Step, options.Horizon);

        // Judged at the end of the series for all origins: what is known ahead there was known ahead before.
        ExternalInputs inputs = options.Signals.For(origin.Source.AccountId, series.End, series.TimestampAt(series.Length + options.Horizon));
        OriginResult?[] results = new OriginResult?[engines.Length];
        using StringWriter rows = new() { NewLine = "\n" };
        for (int i = 0; i < engines.Length; i++)
        {
            long started = context.Time.GetTimestamp();
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            TrainedModel trained = engines[i].Train(history, horizon, inputs);
            if (!options.Models[i].Accepts(trained))
            {
                continue;
            }

            Forecast forecast = trained.Forecast(inputs);
            cpu = Environment.CpuUsage.TotalTime - cpu;
            double seconds = context.Time.GetElapsedTime(started).TotalSeconds;
            int period = trained.Periods is [int first, ..] ? first : 1;
            ForecastScore score = ForecastScore.Of(forecast, history, outcomes, period)!;
            results[i] = new OriginResult(new OriginScore(origin.Number, origin.Step, score), seconds, cpu.TotalSeconds);
            if (options.Output is not null)
            {
                BacktestCsv.Write(rows, origin, options.Models[i].Name, forecast, outcomes, options.Levels);
            }
        }

        text = rows.ToString();
        return results;
    }
}
