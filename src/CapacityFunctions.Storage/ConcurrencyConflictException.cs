namespace CapacityFunctions.Storage;

/// <summary>Other writers were faster so many times in a row that the write was given up; nothing of it was done, and it may be tried again.</summary>
public sealed class ConcurrencyConflictException : Exception
{
    public ConcurrencyConflictException()
    {
    }

    public ConcurrencyConflictException(string message)
        : base(message)
    {
    }

    public ConcurrencyConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
