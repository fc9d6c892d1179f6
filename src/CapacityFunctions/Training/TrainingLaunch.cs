using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Training;

/// <summary>What became of the wish to train.</summary>
public abstract record TrainingLaunch
{
    private TrainingLaunch()
    {
    }

    /// <summary>It runs now.</summary>
    public sealed record Started(TrainingId TrainingId) : TrainingLaunch;

    /// <summary>It ran, or runs, already: a training runs once.</summary>
    public sealed record AlreadyKnown(TrainingId TrainingId) : TrainingLaunch;

    /// <summary>Another training still runs, and never two run at once.</summary>
    public sealed record Busy(TrainingId Running) : TrainingLaunch;
}
