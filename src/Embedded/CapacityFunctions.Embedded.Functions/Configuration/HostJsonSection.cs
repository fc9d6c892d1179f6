using Microsoft.Extensions.Configuration;

namespace CapacityFunctions.Embedded.Functions.Configuration;

/// <summary>Typed access to host.json, with its own path in every complaint.</summary>
internal sealed class HostJsonSection(IConfigurationSection section)
{
    public static HostConfigurationException Refused(string path, string? value, string rule) =>
        new($"host.json: {path.Replace(':', '.')} {rule}, but is '{value}'.");

    /// <returns>Null when the value is not there.</returns>
    public string? Text(string path)
    {
        IConfigurationSection value = section.GetSection(path);
        return value.GetChildren().Any() ? throw Refused(path, "{…}", "must be a single value") : value.Value;
    }

    /// <returns>A number of at least 1, or null when the value is not there.</returns>
    public int? Count(string path) =>
        Text(path) is not { } text ? null
        : int.TryParse(text, out int count) && count >= 1 ? count
        : throw Refused(path, text, "must be a whole number of at least 1");

    public IEnumerable<(string Name, string Value)> Children(string path) =>
        section.GetSection(path).GetChildren().Select(child => (child.Key, child.Value ?? string.Empty));
}
