using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Training;

/// <summary>How a training ends.</summary>
/// <param name="TrainingId">The training.</param>
/// <param name="Status">Completed or Failed.</param>
/// <param name="Series">How many series were trained; null when it failed.</param>
/// <param name="Reason">Why it did not complete; null when it did.</param>
public sealed record TrainingEnd(TrainingId TrainingId, TrainingStatus Status, int? Series, string? Reason)
{
    internal static TrainingEnd Of(TrainingRequest training, int series) => new(training.TrainingId, TrainingStatus.Completed, series, Reason: null);

    internal static TrainingEnd Of(TrainingRequest training, string reason) => new(training.TrainingId, TrainingStatus.Failed, Series: null, reason);
}
