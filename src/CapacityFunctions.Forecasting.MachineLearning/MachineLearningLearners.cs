using CapacityFunctions.Forecasting.Learning;

namespace CapacityFunctions.Forecasting.MachineLearning;

/// <summary>The learners that train one model over many series: what the nightly training trains, and restores models by.</summary>
public static class MachineLearningLearners
{
    /// <summary>Every learner there is; names are unique, and none is that of a method in <see cref="MachineLearningMethods.Catalog"/>.</summary>
    public static IReadOnlyList<ILearner> All { get; } = [];
}
