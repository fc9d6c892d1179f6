namespace Microsoft.DurableTask.Client;

/// <param name="Output">Becomes the output of the instance.</param>
/// <param name="Recursive">Whether to terminate the sub-orchestrations too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
