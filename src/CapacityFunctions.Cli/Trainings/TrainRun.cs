using System.Diagnostics;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Cli.Tables;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;

namespace CapacityFunctions.Cli.Trainings;

/// <summary>Learns models over all series of a file and writes them.</summary>
internal sealed class TrainRun(TrainOptions options, CliContext context)
{
    /// <exception cref="InputException">The file cannot be used or is too small, or output cannot be written there.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long started = context.Time.GetTimestamp();
        IReadOnlyList<UsageSeries> series = UsageSeriesReader.Read(options.Input, options.Frequency);
        SeriesPanel panel = new(
            HorizonSpec.For(series[0].Series.Step, options.Horizon),
            [.. series.Select(source => options.Descriptions.Of(source, source.Series, InputsOf(source)))]);
        if (!panel.IsLearnable)
        {
            throw InputException.In(options.Input, LearnedModels.Needs);
        }

        List<byte[]> states = [];
        List<ModelEntry> entries = [];
        await ProgressBar.RunAsync("Learning", context.OutputIsTerminal, progress => LearnAll(series, panel, states, entries, progress, cancellationToken), cancellationToken);
        ModelManifest manifest = new()
        {
            Horizon = options.Horizon,
            GridSeconds = panel.Horizon.Grid.TotalSeconds,
            TimeZone = options.Descriptions.TimeZone.Id,
            Seed = options.Seed,
            Models = entries,
        };
        new ModelFolder(options.Output).Write(manifest, states);
        TrainReport report = Report(manifest, context.Time.GetElapsedTime(started));
        if (options.Report is { } path)
        {
            ReportFile.Write(path, report);
        }

        TrainTable.Write(report, options.Output, context);
    }

    private void LearnAll(
        IReadOnlyList<UsageSeries> series, SeriesPanel panel, List<byte[]> states, List<ModelEntry> entries, Action<double> progress, CancellationToken cancellationToken)
    {
        LearningOptions learning = new()
        {
            Seed = options.Seed,
            Threads = options.Threads,
            CpuBudget = options.Budget ?? LearnedModels.BudgetFor(series.Count),
        };
        foreach (ILearner learner in options.Learners)
        {
            long started = context.Time.GetTimestamp();
            ILearnedModel model = LearnedModels.Learn(
                learner, panel, learning, share => progress((entries.Count + share) / options.Learners.Count), cancellationToken);
            double seconds = context.Time.GetElapsedTime(started).TotalSeconds;
            byte[] state = model.Serialize();
            states.Add(state);
            entries.Add(new ModelEntry
            {
                Learner = learner.Name,
                File = ModelFolder.FileOf(learner.Name),
                Description = model.Description,
                From = series.Min(source => source.Series.Start),
                Until = series.Max(source => source.Series.End),
                Series = series.Count,
                Bytes = state.Length,
                Sha256 = ModelFolder.HashOf(state),
                Seconds = Math.Round(seconds, 3),
                Contest = ContestEntry.Of(ModelContest.Run(panel, model, champion: null)),
            });
        }
    }

    private ExternalInputs InputsOf(UsageSeries source) =>
        options.Signals.For(source.AccountId, source.Series.End, source.Series.TimestampAt(source.Series.Length + options.Horizon));

    private static TrainReport Report(ModelManifest manifest, TimeSpan wall)
    {
        using Process process = Process.GetCurrentProcess();
        return new TrainReport(
            manifest,
            Math.Round(wall.TotalSeconds, 3),
            Math.Round(process.TotalProcessorTime.TotalSeconds, 3),
            Math.Round(process.PeakWorkingSet64 / 1048576.0, 1));
    }
}
