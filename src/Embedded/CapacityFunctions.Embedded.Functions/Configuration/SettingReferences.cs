using System.Text.RegularExpressions;

namespace CapacityFunctions.Embedded.Functions.Configuration;

/// <summary>Replaces <c>%Name%</c> in attributes and host.json by the setting of that name.</summary>
internal sealed partial class SettingReferences(AppSettings settings)
{
    /// <param name="text">May hold any number of references.</param>
    /// <param name="place">Where the text stands, for the message.</param>
    /// <exception cref="HostConfigurationException">A setting is missing or empty.</exception>
    public string Resolve(string text, string place) =>
        Reference().Replace(text, match =>
        {
            string name = match.Groups["name"].Value;
            string? value = settings[name.Replace("__", ":", StringComparison.Ordinal)];
            return string.IsNullOrEmpty(value)
                ? throw new HostConfigurationException($"{place} refers to the setting '{name}', which is not set.")
                : value;
        });

    [GeneratedRegex("%(?<name>[^%\\s]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
