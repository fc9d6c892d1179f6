using System.Globalization;
using System.Text.Json;

namespace CapacityFunctions.Embedded.Functions.Configuration;

/// <summary>Reads host.json and local.settings.json into configuration keys (<c>a:b</c>).</summary>
internal static class ConfigurationFiles
{
    /// <summary>The section of host.json, which settings override: <c>AzureFunctionsJobHost__extensions__http__routePrefix</c>.</summary>
    public const string HostSection = "AzureFunctionsJobHost";

    /// <summary>Where the port of local.settings.json (<c>Host.LocalHttpPort</c>) is kept.</summary>
    public const string LocalHttpPort = "LocalSettings:Host:LocalHttpPort";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>All values of host.json below <see cref="HostSection"/>.</summary>
    /// <exception cref="HostConfigurationException">The file is missing, is not JSON, or has no version 2.0.</exception>
    public static Dictionary<string, string?> ReadHostJson(string folder)
    {
        string path = Path.Combine(folder, "host.json");
        if (!File.Exists(path))
        {
            throw new HostConfigurationException($"{path} is missing; the app needs one with \"version\": \"2.0\".");
        }

        using JsonDocument document = Parse(path);
        if (!document.RootElement.TryGetProperty("version", out JsonElement version) ||
            version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"))
        {
            throw new HostConfigurationException($"{path}: version must be \"2.0\".");
        }

        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        Flatten(document.RootElement, HostSection, values);
        return values;
    }

    /// <summary>
    /// The <c>Values</c>, the <c>ConnectionStrings</c> (below <c>ConnectionStrings:</c>) and the port of local.settings.json; none when there is no such file.
    /// </summary>
    /// <exception cref="HostConfigurationException">The file is not JSON, is encrypted, or has values of other kinds.</exception>
    public static Dictionary<string, string?> ReadLocalSettings(string folder)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        string path = Path.Combine(folder, "local.settings.json");
        if (!File.Exists(path))
        {
            return values;
        }

        using JsonDocument document = Parse(path);
        if (document.RootElement.TryGetProperty("IsEncrypted", out JsonElement encrypted) && encrypted.ValueKind == JsonValueKind.True)
        {
            throw new HostConfigurationException($"{path}: encrypted settings can't be read; decrypt them with Core Tools.");
        }

        foreach (JsonProperty setting in Section(document, "Values", path))
        {
            values[setting.Name.Replace("__", ":", StringComparison.Ordinal)] = setting.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? throw new HostConfigurationException($"{path}: Values.{setting.Name} must be a string; settings are not nested.")
                : setting.Value.ToString();
        }

        foreach (JsonProperty connection in Section(document, "ConnectionStrings", path))
        {
            values[$"ConnectionStrings:{connection.Name}"] = ConnectionString(connection, path);
        }

        foreach (JsonProperty port in Section(document, "Host", path))
        {
            if (string.Equals(port.Name, "LocalHttpPort", StringComparison.OrdinalIgnoreCase))
            {
                values[LocalHttpPort] = int.TryParse(port.Value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 65535
                    ? port.Value.ToString()
                    : throw new HostConfigurationException($"{path}: Host.LocalHttpPort must be a port, but is '{port.Value}'.");
            }
        }

        return values;
    }

    private static IEnumerable<JsonProperty> Section(JsonDocument document, string name, string path) =>
        !document.RootElement.TryGetProperty(name, out JsonElement section) ? []
        : section.ValueKind == JsonValueKind.Object ? section.EnumerateObject()
        : throw new HostConfigurationException($"{path}: {name} must be an object.");

    /// <summary>A connection is its string, or an object that has it beside the name of a provider.</summary>
    private static string ConnectionString(JsonProperty connection, string path)
    {
        JsonElement value = connection.Value.ValueKind == JsonValueKind.Object && connection.Value.TryGetProperty("ConnectionString", out JsonElement inner)
            ? inner
            : connection.Value;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new HostConfigurationException($"{path}: ConnectionStrings.{connection.Name} must be a string, or an object with a ConnectionString.");
    }

    private static JsonDocument Parse(string path)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
        }
        catch (JsonException malformed)
        {
            throw new HostConfigurationException(
                $"{path}, line {malformed.LineNumber + 1}, column {malformed.BytePositionInLine + 1}: not JSON.", malformed);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new HostConfigurationException($"{path}: must hold a JSON object.");
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, string?> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Flatten(property.Value, $"{path}:{property.Name}", values);
                }

                break;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Flatten(item, $"{path}:{index++}", values);
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                values[path] = element.ToString();
                break;
        }
    }
}
