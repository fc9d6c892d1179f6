using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Storage.Overrides;

/// <summary>What became of an attempt to cancel an override.</summary>
public abstract record CancelOutcome
{
    private CancelOutcome()
    {
    }

    public sealed record Cancelled(Versioned<Override> Override) : CancelOutcome;

    /// <summary>It had ended before, by expiry or cancellation; nothing changed.</summary>
    public sealed record AlreadyEnded(Versioned<Override> Override) : CancelOutcome;

    public sealed record NotFound : CancelOutcome;

    /// <summary>It has another version than the one named; nothing changed.</summary>
    public sealed record Conflict : CancelOutcome;
}
