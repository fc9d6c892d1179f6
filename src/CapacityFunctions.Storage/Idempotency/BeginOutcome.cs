using Azure;

namespace CapacityFunctions.Storage.Idempotency;

/// <summary>What a key says of a request that comes with it.</summary>
public abstract record BeginOutcome
{
    private BeginOutcome()
    {
    }

    /// <summary>It is the first: to be served. The version goes with its end.</summary>
    public sealed record Begun(ETag Version) : BeginOutcome;

    /// <summary>It was answered before.</summary>
    public sealed record Answered(StoredAnswer Answer) : BeginOutcome;

    /// <summary>It is being served.</summary>
    public sealed record InProgress : BeginOutcome;

    /// <summary>It was begun, and how it ended is not known.</summary>
    public sealed record Unknown : BeginOutcome;

    /// <summary>The key stands for another request.</summary>
    public sealed record Reused : BeginOutcome;
}
