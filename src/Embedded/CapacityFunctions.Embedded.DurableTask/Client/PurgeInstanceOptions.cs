namespace Microsoft.DurableTask.Client;

/// <param name="Recursive">Whether to delete the sub-orchestrations too.</param>
public record PurgeInstanceOptions(bool Recursive = false);
