using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Cli.Learning;

/// <summary>Models that were learned over the series of a file, beside the methods that need no such training.</summary>
/// <param name="models">One a learner; none where there was too little to learn from.</param>
/// <param name="timeZone">Whose clock usage follows.</param>
internal sealed class LearnedModels(IReadOnlyList<ILearnedModel> models, TimeZoneInfo timeZone)
{
    /// <summary>Nothing learned.</summary>
    public static LearnedModels None { get; } = new([], TimeZoneInfo.Utc);

    public IReadOnlyList<ILearnedModel> All => models;

    /// <summary>Learns over all series of a file.</summary>
    /// <param name="learners">What learns.</param>
    /// <param name="series">The series and what of each is known.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <param name="timeZone">Whose clock usage follows.</param>
    /// <param name="options">Seed, threads and budget.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="cancellationToken">Ends the training between two pieces.</param>
    public static LearnedModels Train(
        IReadOnlyList<ILearner> learners,
        IEnumerable<(UsageSeries Source, TimeSeries History, ExternalInputs Inputs)> series,
        HorizonSpec horizon,
        TimeZoneInfo timeZone,
        LearningOptions options,
        Action<double> progress,
        CancellationToken cancellationToken)
    {
        SeriesPanel panel = new(horizon, [.. series.Select(item => new PanelSeries(Describe(item.Source, item.Inputs, timeZone), WallClock.Of(item.History, timeZone)))]);
        if (learners.Count == 0 || !panel.IsLearnable)
        {
            return None;
        }

        List<ILearnedModel> models = [];
        foreach (ILearner learner in learners)
        {
            ILearning learning = learner.Begin(panel, options);
            while (!learning.IsComplete)
            {
                cancellationToken.ThrowIfCancellationRequested();
                learning.Advance();
                progress((models.Count + learning.Progress) / learners.Count);
            }

            models.Add(learning.Complete());
        }

        return new LearnedModels(models, timeZone);
    }

    /// <summary>The methods that may forecast a series, the learned ones told what is known of it.</summary>
    public MethodCatalog CatalogFor(UsageSeries source, ExternalInputs inputs)
    {
        LearnedSeries series = Describe(source, inputs, timeZone);
        return models.Count == 0 ? MachineLearningMethods.Catalog : MachineLearningMethods.Catalog.With(models.Select(model => model.For(series)));
    }

    private static LearnedSeries Describe(UsageSeries source, ExternalInputs inputs, TimeZoneInfo timeZone) =>
        new($"{source.AccountId.Value}\n{source.ResourceType.Value}", [$"resource-type={source.ResourceType.Value}"], WallClock.Of(inputs, timeZone, source.Series.Step));
}
