namespace CapacityFunctions.Planning.Files;

/// <summary>What came of reading a file that a person may have written.</summary>
public abstract record ReadOutcome<T>
{
    private ReadOutcome()
    {
    }

    public sealed record Accepted(T Input) : ReadOutcome<T>;

    /// <param name="Errors">At least one, in the order of the file.</param>
    public sealed record Rejected(IReadOnlyList<ReadError> Errors) : ReadOutcome<T>;
}
