using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Cli.Tables;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>
/// What was learned over all series for each round of origins, from what lies before every series' own origin. A model takes a megabyte or less, so
/// those of all rounds are kept, and series can be forecast in the order of the file.
/// </summary>
internal sealed class BacktestLearning
{
    private readonly LearnedModels[] rounds;

    private BacktestLearning(LearnedModels[] rounds, double seconds)
    {
        this.rounds = rounds;
        Seconds = seconds;
    }

    /// <summary>Time that all of it took.</summary>
    public double Seconds { get; }

    /// <summary>Of what was learned in some round.</summary>
    public IReadOnlyList<string> Names => [.. rounds.SelectMany(learned => learned.All.Select(model => model.Name)).Distinct(StringComparer.Ordinal)];

    /// <exception cref="InputException">A learner was named, and there is too little to learn from at every origin.</exception>
    public static async Task<BacktestLearning> RunAsync(
        BacktestPlan plan, BacktestOptions options, CliContext context, CancellationToken cancellationToken)
    {
        long started = context.Time.GetTimestamp();
        LearnedModels[] learned = new LearnedModels[1 + plan.Origins.Max(origin => origin.Round)];
        Array.Fill(learned, LearnedModels.None);
        IReadOnlyList<ILearner> learners = BacktestModel.LearnersFor(options.Models);
        if (learners.Count > 0 && PanelOf(plan, options, round: 0).IsLearnable)
        {
            await ProgressBar.RunAsync(
                "Learning at past origins",
                context.OutputIsTerminal,
                progress =>
                {
                    for (int round = 0; round < learned.Length; round++)
                    {
                        double before = round;
                        learned[round] = Learn(learners, PanelOf(plan, options, round), options, share => progress((before + share) / learned.Length), cancellationToken);
                    }
                },
                cancellationToken);
        }
        else if (options.NamedLearner is { } name)
        {
            throw InputException.In(options.Input, $"--models {name}: {LearnedModels.Needs}, before an origin");
        }

        return new BacktestLearning(learned, context.Time.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>What may forecast at an origin.</summary>
    public LearnedModels Of(BacktestOrigin origin) => rounds[origin.Round];

    private static LearnedModels Learn(
        IReadOnlyList<ILearner> learners, SeriesPanel panel, BacktestOptions options, Action<double> progress, CancellationToken cancellationToken)
    {
        LearningOptions learning = new()
        {
            Seed = options.Seed,
            Threads = options.Threads,
            CpuBudget = LearnedModels.BudgetFor(panel.Series.Count),
        };
        return LearnedModels.Train(learners, panel, options.Descriptions, learning, progress, cancellationToken);
    }

    /// <summary>The last round has the longest histories: where that can't be learned from, none can.</summary>
    private static SeriesPanel PanelOf(BacktestPlan plan, BacktestOptions options, int round) => new(
        HorizonSpec.For(plan.Origins[0].Source.Series.Step, options.Horizon),
        [.. plan.Origins
            .Where(origin => origin.Round == round)
            .Select(origin => options.Descriptions.Of(origin.Source, origin.Source.Series.Head(origin.Step), options.InputsOf(origin.Source)))]);
}
