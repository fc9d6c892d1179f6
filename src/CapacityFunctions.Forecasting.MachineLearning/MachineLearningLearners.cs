using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Recurrent;
using CapacityFunctions.Forecasting.MachineLearning.Boosting;

namespace CapacityFunctions.Forecasting.MachineLearning;

/// <summary>What learns over many series.</summary>
public static class MachineLearningLearners
{
    /// <summary>Every learner there is.</summary>
    public static IReadOnlyList<ILearner> All { get; } = [new LstmLearner(), new GbmLearner()];
}
