namespace CapacityFunctions.Azure.Quotas;

/// <summary>What a change of quota came to.</summary>
/// <param name="Outcome">Where it stands.</param>
/// <param name="Status">The service's own word for it.</param>
/// <param name="OperationId">Names the operation, to be asked about later; null where it ended at once.</param>
/// <param name="RetryAfter">How long the service asks to wait before asking again.</param>
/// <param name="Reason">Why it failed, without secrets; null otherwise.</param>
public sealed record QuotaChange(OperationOutcome Outcome, string Status, Uri? OperationId, TimeSpan? RetryAfter, string? Reason);
