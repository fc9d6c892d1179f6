namespace CapacityFunctions.Azure.Quotas;

/// <summary>A transfer of cores from one subscription to another.</summary>
/// <param name="Name">Names it at the donor.</param>
/// <param name="Outcome">Where it stands, by <c>transferStatus</c>; <c>provisioningState</c> says only that the request was stored.</param>
/// <param name="Status">Pending, Accepted (in older texts InProgress), Completed, Cancelled, Rejected, Expired or Failed.</param>
/// <param name="Recipient">The subscription that receives.</param>
/// <param name="ResourceName">The family.</param>
/// <param name="Amount">Cores that move: a difference, not a limit.</param>
public sealed record QuotaTransferState(
    string Name, OperationOutcome Outcome, string Status, string Recipient, string ResourceName, long Amount);
