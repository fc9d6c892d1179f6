namespace Microsoft.Azure.Functions.Worker;

public abstract class BindingContext
{
    /// <summary>What the trigger brought, by name without regard to case: route and query values of a request.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
