namespace CapacityFunctions.Embedded.Azurite;

/// <summary>The storage emulator could not be found, started or reached; the message says what to do.</summary>
public sealed class AzuriteException : Exception
{
    public AzuriteException()
    {
    }

    public AzuriteException(string message)
        : base(message)
    {
    }

    public AzuriteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
