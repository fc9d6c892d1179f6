namespace Microsoft.DurableTask.Client;

/// <summary>Which instances to list.</summary>
/// <param name="CreatedFrom">Inclusive; null for no limit.</param>
/// <param name="CreatedTo">Inclusive; null for no limit.</param>
/// <param name="Statuses">Null for all.</param>
/// <param name="TaskHubNames">Null for the client's own hub, the only one that this runtime knows.</param>
/// <param name="InstanceIdPrefix">Case-sensitive; null for all.</param>
/// <param name="PageSize">Above 0; a page may hold fewer.</param>
/// <param name="FetchInputsAndOutputs">Whether inputs, outputs and custom status are wanted.</param>
/// <param name="ContinuationToken">Where an earlier query stopped.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    public const int DefaultPageSize = 100;
}
