using CapacityFunctions.Forecasting.Learning;

namespace CapacityFunctions.Forecasts;

/// <summary>The learners that models over many series are trained and restored by.</summary>
/// <param name="all">With unique names.</param>
public sealed class LearnerCatalog(IReadOnlyList<ILearner> all)
{
    public IReadOnlyList<ILearner> All { get; } = all;

    /// <summary>Null when none has that name.</summary>
    public ILearner? Find(string name) => All.FirstOrDefault(learner => string.Equals(learner.Name, name, StringComparison.Ordinal));
}
