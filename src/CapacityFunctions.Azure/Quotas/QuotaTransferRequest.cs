namespace CapacityFunctions.Azure.Quotas;

/// <summary>A transfer that is asked for.</summary>
public sealed record QuotaTransferRequest
{
    /// <summary>The subscription that gives.</summary>
    public required string Donor { get; init; }

    /// <summary>The same for the same transfer, however often it is asked for: 3 to 63 letters, digits, dots, hyphens and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>The subscription that receives.</summary>
    public required string Recipient { get; init; }

    /// <summary>The billing account that both subscriptions roll up to.</summary>
    public required string BillingAccountId { get; init; }

    /// <summary>The family, as <c>standardDv5Family</c>.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Cores that move: a difference, not a limit; above 0.</summary>
    public required long Amount { get; init; }
}
