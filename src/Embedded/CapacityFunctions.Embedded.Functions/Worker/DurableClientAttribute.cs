using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>Null for the hub of host.json.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Name of the setting that holds the connection; null for the app's own storage.</summary>
    public string? ConnectionName { get; set; }
}
