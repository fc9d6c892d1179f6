using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Boosted;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Learns boosted trees over lags, rolling statistics, the calendar, signals and traits: one ensemble for all steps ahead, which are a feature.</summary>
public sealed class GbmLearner : ILearner
{
    public string Name => GbmModel.LearnerName;

    public ILearning Begin(SeriesPanel panel, LearningOptions options) => new GbmLearning(panel, options);

    public ILearning Resume(SeriesPanel panel, LearningOptions options, ReadOnlyMemory<byte> checkpoint)
    {
        GbmLearning learning = new(panel, options);
        learning.Restore(checkpoint);
        return learning;
    }

    public ILearnedModel Restore(ReadOnlyMemory<byte> state) => GbmModel.Read(state);
}
