using Azure;

namespace CapacityFunctions.Storage;

/// <summary>What a conditional write did.</summary>
public abstract record PutOutcome
{
    private PutOutcome()
    {
    }

    public sealed record Created(ETag ETag) : PutOutcome;

    public sealed record Updated(ETag ETag) : PutOutcome;

    /// <summary>The condition did not hold, and nothing changed: somebody else wrote, or deleted, in between.</summary>
    public sealed record Conflict : PutOutcome;
}
