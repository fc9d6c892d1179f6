namespace CapacityFunctions.Planning.Reservations.Failures;

/// <summary>Why a provider did not do what it was asked.</summary>
/// <param name="Class">What kind of refusal it is.</param>
/// <param name="Code">The provider's own code, such as <c>ZonalAllocationFailed</c>.</param>
/// <param name="Message">The provider's words, without secrets.</param>
public sealed record ProviderFailure(FailureClass Class, string Code, string Message)
{
    /// <summary>How long the provider asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The numbers of an exhausted quota, where the provider names them.</summary>
    public QuotaShortage? Quota { get; init; }
}
