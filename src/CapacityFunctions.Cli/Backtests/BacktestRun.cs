using System.Collections.Concurrent;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Cli.Tables;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>Forecasts every series of a file at past origins with every model, and compares with what came.</summary>
internal sealed class BacktestRun(BacktestOptions options, CliContext context)
{
    /// <exception cref="InputException">The file cannot be used, or output cannot be written there.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long started = context.Time.GetTimestamp();
        BacktestPlan plan = BacktestPlan.Create(UsageSeriesReader.Read(options.Input, options.Frequency), options);
        BacktestLearning learning = await BacktestLearning.RunAsync(plan, options, context, cancellationToken);
        OriginResult?[][] results = await ForecastAllAsync(plan.Origins, learning, cancellationToken);
        BacktestReport report = BacktestReport.Of(options, plan, results, learning, context.Time.GetElapsedTime(started));
        if (options.Report is { } path)
        {
            ReportFile.Write(path, report);
        }

        BacktestTable.Write(report, context);
    }

    /// <returns>One array for each origin with an entry for each model; null where the model said nothing.</returns>
    private async Task<OriginResult?[][]> ForecastAllAsync(
        IReadOnlyList<BacktestOrigin> origins, BacktestLearning learning, CancellationToken cancellationToken)
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
                results[index] = Forecast(origin, learning.Of(origin), out string text);
                ordered.Add((int)index, text);
                done();
            }),
            cancellationToken);
        return results;
    }

    private OriginResult?[] Forecast(BacktestOrigin origin, LearnedModels learned, out string text)
    {
        TimeSeries series = origin.Source.Series;
        TimeSeries history = series.Head(origin.Step);
        TimeSeries outcomes = series.Slice(origin.Step, options.Horizon);
        HorizonSpec horizon = HorizonSpec.For(series.Step, options.Horizon);
        ExternalInputs inputs = options.InputsOf(origin.Source);
        MethodCatalog catalog = learned.CatalogFor(origin.Source, inputs);
        OriginResult?[] results = new OriginResult?[options.Models.Count];
        using StringWriter rows = new() { NewLine = "\n" };
        for (int i = 0; i < results.Length; i++)
        {
            if (!options.Models[i].IsThere(learned))
            {
                continue;
            }

            long started = context.Time.GetTimestamp();
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            TrainedModel trained = new WorkloadPredictionEngine(options.Models[i].Prediction, catalog).Train(history, horizon, inputs);
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
