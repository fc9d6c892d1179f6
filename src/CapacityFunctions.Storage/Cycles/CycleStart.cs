using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Storage.Cycles;

/// <summary>Whether a cycle may run.</summary>
public abstract record CycleStart
{
    private CycleStart()
    {
    }

    /// <summary>It is written down as running, and no other can start until it ends or is abandoned.</summary>
    public sealed record Started : CycleStart;

    /// <summary>This cycle was written before, running or ended; nothing changed.</summary>
    public sealed record AlreadyExists(Cycle Existing) : CycleStart;

    /// <summary>Another one runs; nothing changed.</summary>
    public sealed record Busy(Cycle Running) : CycleStart;
}
