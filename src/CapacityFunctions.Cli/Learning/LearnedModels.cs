using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Cli.Learning;

/// <summary>Models that were learned over many series, beside the methods that need no such training.</summary>
/// <param name="models">One a learner; none where there was too little to learn from.</param>
/// <param name="descriptions">What they are told of a series.</param>
internal sealed class LearnedModels(IReadOnlyList<ILearnedModel> models, SeriesDescriptions descriptions)
{
    private static readonly TimeSpan BudgetOfSeries = TimeSpan.FromSeconds(0.5);

    /// <summary>Nothing learned.</summary>
    public static LearnedModels None { get; } = new([], new SeriesDescriptions(TimeZoneInfo.Utc, []));

    /// <summary>What a panel needs to be learned from, in words.</summary>
    public static string Needs => $"needs at least {SeriesPanel.FewestSeries} series of {SeriesPanel.FewestDays} days each to learn from";

    public IReadOnlyList<ILearnedModel> All => models;

    /// <summary>CPU time that one learner may cost when nobody says otherwise.</summary>
    public static TimeSpan BudgetFor(int series) => series * BudgetOfSeries;

    /// <summary>Learns with one learner after the other.</summary>
    /// <param name="learners">What learns.</param>
    /// <param name="panel">The series to learn from; where that isn't enough, nothing is learned.</param>
    /// <param name="descriptions">Those that the panel was made with.</param>
    /// <param name="options">Seed, threads and budget.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="cancellationToken">Ends the training between two pieces.</param>
    public static LearnedModels Train(
        IReadOnlyList<ILearner> learners,
        SeriesPanel panel,
        SeriesDescriptions descriptions,
        LearningOptions options,
        Action<double> progress,
        CancellationToken cancellationToken)
    {
        if (learners.Count == 0 || !panel.IsLearnable)
        {
            return None;
        }

        return new LearnedModels(
            [.. learners.Select((learner, index) => Learn(learner, panel, options, share => progress((index + share) / learners.Count), cancellationToken))],
            descriptions);
    }

    /// <inheritdoc cref="Train"/>
    public static ILearnedModel Learn(
        ILearner learner, SeriesPanel panel, LearningOptions options, Action<double> progress, CancellationToken cancellationToken)
    {
        ILearning learning = learner.Begin(panel, options);
        while (!learning.IsComplete)
        {
            cancellationToken.ThrowIfCancellationRequested();
            learning.Advance();
            progress(learning.Progress);
        }

        return learning.Complete();
    }

    /// <summary>Whether there is a model of that name, so that a catalog of these has a method of it.</summary>
    public bool Has(string name) => models.Any(model => model.Name == name);

    /// <summary>The methods that may forecast a series, the learned ones told what is known of it.</summary>
    public MethodCatalog CatalogFor(UsageSeries source, ExternalInputs inputs)
    {
        LearnedSeries series = descriptions.Of(source, inputs);
        return models.Count == 0 ? MachineLearningMethods.Catalog : MachineLearningMethods.Catalog.With(models.Select(model => model.For(series)));
    }
}
