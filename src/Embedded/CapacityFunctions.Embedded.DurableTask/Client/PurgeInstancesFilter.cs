namespace Microsoft.DurableTask.Client;

/// <summary>Which ended instances to delete.</summary>
/// <param name="CreatedFrom">Inclusive; null for no limit.</param>
/// <param name="CreatedTo">Inclusive; null for no limit.</param>
/// <param name="Statuses">Null for all that have ended; open instances are never purged.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>Purging stops after this time with an incomplete result; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
