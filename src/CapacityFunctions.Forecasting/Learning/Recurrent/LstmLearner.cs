namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>
/// Learns recurrent networks: stacked LSTM layers (Hochreiter &amp; Schmidhuber 1997) read the last steps, a decoder shared by all steps ahead (Wen et
/// al. 2017, "A multi-horizon quantile recurrent forecaster") says how the outcome is distributed.
/// </summary>
public sealed class LstmLearner : ILearner
{
    public const string LearnerName = "lstm";

    public string Name => LearnerName;

    public ILearning Begin(SeriesPanel panel, LearningOptions options) => new LstmLearning(panel, options);

    public ILearning Resume(SeriesPanel panel, LearningOptions options, ReadOnlyMemory<byte> checkpoint)
    {
        LstmLearning learning = new(panel, options);
        learning.Restore(checkpoint);
        return learning;
    }

    public ILearnedModel Restore(ReadOnlyMemory<byte> state) => LstmModel.Read(state);
}
