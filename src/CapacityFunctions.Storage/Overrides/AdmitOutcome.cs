using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Storage.Overrides;

/// <summary>What became of a new override.</summary>
public abstract record AdmitOutcome
{
    private AdmitOutcome()
    {
    }

    public sealed record Admitted(Versioned<Override> Override) : AdmitOutcome;

    /// <summary>It contradicts one that is there; nothing was written.</summary>
    public sealed record Contradicts(OverrideConflict Conflict) : AdmitOutcome;
}
