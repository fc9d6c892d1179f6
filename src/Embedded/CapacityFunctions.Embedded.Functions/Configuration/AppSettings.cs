using Microsoft.Extensions.Configuration;

namespace CapacityFunctions.Embedded.Functions.Configuration;

/// <summary>
/// What the host itself acts on: app settings and host.json. An app's appsettings.json and user secrets are not among them, as in Azure, where only
/// the worker reads those.
/// </summary>
internal sealed class AppSettings(IConfiguration values)
{
    public IConfiguration Values { get; } = values;

    public string? this[string name] => Values[name] is { Length: > 0 } value ? value : null;

    public bool IsTrue(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    public bool IsFalse(string name) => string.Equals(this[name], "false", StringComparison.OrdinalIgnoreCase);
}
