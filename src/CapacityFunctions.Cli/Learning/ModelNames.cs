using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.MachineLearning;

namespace CapacityFunctions.Cli.Learning;

/// <summary>The names that <c>--models</c> takes.</summary>
internal static class ModelNames
{
    /// <summary>Of methods that are fitted to one series and of those that learn over all.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. MachineLearningMethods.Catalog.All.Select(method => method.Name), .. MachineLearningLearners.All.Select(learner => learner.Name)];

    /// <summary>Of those that learn over all series.</summary>
    public static IEnumerable<string> Learners => MachineLearningLearners.All.Select(learner => learner.Name);

    /// <summary>The learners among some names; all for null.</summary>
    public static IReadOnlyList<ILearner> LearnersIn(IReadOnlyList<string>? names) =>
        names is null ? MachineLearningLearners.All : [.. MachineLearningLearners.All.Where(learner => names.Contains(learner.Name, StringComparer.Ordinal))];
}
