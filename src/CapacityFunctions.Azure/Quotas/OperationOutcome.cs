namespace CapacityFunctions.Azure.Quotas;

/// <summary>Where a change of quota stands.</summary>
public enum OperationOutcome
{
    /// <summary>Not finished: ask again later.</summary>
    Pending = 0,

    Succeeded = 1,

    Failed = 2,
}
