using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Storage.Trainings;

/// <summary>Whether a training may run.</summary>
public abstract record TrainingStart
{
    private TrainingStart()
    {
    }

    /// <summary>It is written down as running, and no other can start until it ends or is abandoned.</summary>
    public sealed record Started : TrainingStart;

    /// <summary>This training was written before, running or ended; nothing changed.</summary>
    public sealed record AlreadyExists(Training Existing) : TrainingStart;

    /// <summary>Another one runs; nothing changed.</summary>
    public sealed record Busy(Training Running) : TrainingStart;
}
