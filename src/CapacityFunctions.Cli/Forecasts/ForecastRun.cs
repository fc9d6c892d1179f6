using System.Diagnostics;
using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Cli.Tables;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>Forecasts every series of a file.</summary>
internal sealed class ForecastRun(ForecastOptions options, CliContext context)
{
    private bool ShowsProgress => context.OutputIsTerminal && options.Output is not null;

    /// <exception cref="InputException">The file cannot be used, or output cannot be written there.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long started = context.Time.GetTimestamp();
        IReadOnlyList<UsageSeries> series = UsageSeriesReader.Read(options.Input, options.Frequency);
        SeriesForecast[] forecasts = await ForecastAllAsync(series, cancellationToken);
        if (options.Output is { } path)
        {
            using StreamWriter writer = OutputFile.Create(path);
            ForecastCsv.Write(writer, forecasts, options.Levels);
        }
        else
        {
            // In one piece: standard output is flushed after every write.
            using StringWriter text = new() { NewLine = "\n" };
            ForecastCsv.Write(text, forecasts, options.Levels);
            await context.Output.WriteAsync(text.ToString());
        }

        double wallSeconds = context.Time.GetElapsedTime(started).TotalSeconds;
        if (options.Report is { } reportPath)
        {
            ReportFile.Write(reportPath, Report(forecasts, wallSeconds));
        }

        if (options.Output is not null)
        {
            await context.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{forecasts.Length} series, {options.Horizon} steps of {series[0].Series.Step} each, in {wallSeconds:0.0} s: {options.Output}"));
        }
    }

    /// <summary>Series are independent and kept in their order, so the number of threads changes nothing but the time.</summary>
    private async Task<SeriesForecast[]> ForecastAllAsync(IReadOnlyList<UsageSeries> series, CancellationToken cancellationToken)
    {
        LearnedModels learned = await LearnAsync(series, cancellationToken);
        SeriesForecast[] forecasts = new SeriesForecast[series.Count];
        await ProgressBar.RunAsync(
            "Forecasting",
            series.Count,
            ShowsProgress,
            done => ForecastAll(series, learned, forecasts, done, cancellationToken),
            cancellationToken);
        return forecasts;
    }

    private void ForecastAll(
        IReadOnlyList<UsageSeries> series, LearnedModels learned, SeriesForecast[] forecasts, Action done, CancellationToken cancellationToken)
    {
        ParallelOptions limits = new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, series.Count, limits, index =>
        {
            long started = context.Time.GetTimestamp();
            UsageSeries source = series[index];
            ExternalInputs inputs = InputsOf(source);
            WorkloadPredictionEngine engine = new(options.Prediction, learned.CatalogFor(source, inputs));
            TrainedModel model = engine.Train(source.Series, HorizonSpec.For(source.Series.Step, options.Horizon), inputs);
            forecasts[index] = new SeriesForecast(source, model, model.Forecast(inputs), context.Time.GetElapsedTime(started).TotalSeconds);
            done();
        });
    }

    private ExternalInputs InputsOf(UsageSeries source) =>
        options.Signals.For(source.AccountId, source.Series.End, source.Series.TimestampAt(source.Series.Length + options.Horizon));

    /// <summary>Models that were learned before, or that learn from the file now.</summary>
    private async Task<LearnedModels> LearnAsync(IReadOnlyList<UsageSeries> series, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? named = options.Prediction.Methods;
        IReadOnlyList<ILearner> learners = ModelNames.LearnersIn(named);
        HorizonSpec horizon = HorizonSpec.For(series[0].Series.Step, options.Horizon);
        SeriesDescriptions descriptions = options.Descriptions;
        if (learners.Count == 0)
        {
            return LearnedModels.None;
        }

        if (options.Learned is { } folder)
        {
            return new LearnedModels(new ModelFolder(folder).Read(learners, areRequired: named is not null, horizon, descriptions.TimeZone), descriptions);
        }

        SeriesPanel panel = new(horizon, [.. series.Select(source => descriptions.Of(source, source.Series, InputsOf(source)))]);
        if (!panel.IsLearnable)
        {
            return named is null
                ? LearnedModels.None
                : throw InputException.In(options.Input, $"--models {learners[0].Name}: {LearnedModels.Needs}, or --learned DIR");
        }

        LearningOptions learning = new()
        {
            Seed = options.Prediction.Seed,
            Threads = options.Threads,
            CpuBudget = LearnedModels.BudgetFor(series.Count),
        };
        LearnedModels learned = LearnedModels.None;
        await ProgressBar.RunAsync(
            "Learning",
            ShowsProgress,
            progress => learned = LearnedModels.Train(learners, panel, descriptions, learning, progress, cancellationToken),
            cancellationToken);
        return learned;
    }

    private static ForecastReport Report(IReadOnlyList<SeriesForecast> forecasts, double wallSeconds)
    {
        using Process process = Process.GetCurrentProcess();
        return new ForecastReport(
            [.. forecasts.Select(Report)],
            Math.Round(wallSeconds, 3),
            Math.Round(process.TotalProcessorTime.TotalSeconds, 3),
            Math.Round(process.PeakWorkingSet64 / 1048576.0, 1));
    }

    private static SeriesReport Report(SeriesForecast forecast) => new()
    {
        AccountId = forecast.Source.AccountId.Value,
        ResourceType = forecast.Source.ResourceType.Value,
        Model = forecast.Model.Name,
        Candidates = [.. forecast.Model.Candidates.Select(candidate => new ModelScore(candidate.Method, candidate.ScaledPinball))],
        Seconds = Math.Round(forecast.Seconds, 4),
        Confidence = forecast.Model.Confidence.ToString(),
        ConfidenceReason = forecast.Model.ConfidenceReason,
        Periods = forecast.Model.Periods,
        Observations = forecast.Source.Observations,
        Duplicates = forecast.Source.Duplicates,
        Merged = forecast.Source.Merged,
        Missing = forecast.Source.Series.Length - forecast.Source.Series.KnownCount,
        Inputs = [.. forecast.Model.Inputs.Select(InputReport.Of)],
        InputReason = forecast.Forecast.InputReason,
    };
}
