using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cycles;

/// <summary>What became of the wish to run a cycle.</summary>
public abstract record CycleLaunch
{
    private CycleLaunch()
    {
    }

    /// <summary>It runs now.</summary>
    public sealed record Started(CycleId CycleId) : CycleLaunch;

    /// <summary>It ran, or runs, already: a cycle runs once.</summary>
    public sealed record AlreadyKnown(Cycle Cycle) : CycleLaunch;

    /// <summary>Another cycle still runs, and never two run at once.</summary>
    public sealed record Busy(CycleId Running) : CycleLaunch;
}
