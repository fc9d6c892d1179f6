using System.Globalization;
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

    /// <returns>A number of at least 1, or null when the value is -1 or not there.</returns>
    public int? CountOrUnlimited(string path) =>
        Text(path) is not { } text || text is "-1" ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 ? count
        : throw Refused(path, text, "must be a whole number of at least 1, or -1 for no limit");

    /// <returns>A time from a second to what a timer can hold; null when the value is -1.</returns>
    public TimeSpan? Limit(string path, TimeSpan missing) =>
        Text(path) is not { } text ? missing
        : text is "-1" ? null
        : text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan limit) &&
            limit >= TimeSpan.FromSeconds(1) && limit <= TimeSpan.FromDays(24) ? limit
        : throw Refused(path, text, "must be a time from 00:00:01 to 24.00:00:00, or -1 for no limit");

    /// <returns>Names and values that HTTP allows.</returns>
    public IReadOnlyDictionary<string, string> Headers(string path)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in Children(path))
        {
            using HttpResponseMessage response = new();
            bool isHeader = response.Headers.TryAddWithoutValidation(name, value) || response.Content.Headers.TryAddWithoutValidation(name, value);
            headers[name] = isHeader && value.All(letter => letter is >= ' ' and <= '~')
                ? value
                : throw Refused($"{path}:{name}", value, "must be a header's name and a value of printable ASCII");
        }

        return headers;
    }

    public IEnumerable<(string Name, string Value)> Children(string path) =>
        section.GetSection(path).GetChildren().Select(child => (child.Key, child.Value ?? string.Empty));
}
