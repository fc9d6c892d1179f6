namespace CapacityFunctions.Forecasting.Learning;

/// <summary>Trains one model over many series, in pieces that fit into a function's time. Immutable and shared between threads.</summary>
public interface ILearner
{
    /// <summary>Name of the method in files, reports and options, for example <c>lstm</c>.</summary>
    string Name { get; }

    /// <summary>Begins to learn. The same panel and seed give the same model, whatever the threads and however often the work was interrupted.</summary>
    ILearning Begin(SeriesPanel panel, LearningOptions options);

    /// <summary>Goes on with a training that was put aside.</summary>
    /// <param name="panel">The same as at its begin.</param>
    /// <param name="options">The same as at its begin.</param>
    /// <param name="checkpoint">What <see cref="ILearning.Checkpoint"/> gave.</param>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another panel.</exception>
    ILearning Resume(SeriesPanel panel, LearningOptions options, ReadOnlyMemory<byte> checkpoint);

    /// <summary>Reads what <see cref="ILearnedModel.Serialize"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    ILearnedModel Restore(ReadOnlyMemory<byte> state);
}
