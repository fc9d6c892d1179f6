using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>How one write of a quantity went.</summary>
internal abstract record WriteResult
{
    private WriteResult()
    {
    }

    internal sealed record Done : WriteResult;

    /// <summary>Accepted, and not finished within the time that is waited.</summary>
    internal sealed record UnderWay : WriteResult;

    internal sealed record Failed(ProviderFailure Failure) : WriteResult;
}
