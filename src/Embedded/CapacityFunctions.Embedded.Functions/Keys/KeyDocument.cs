using System.Text.Json;
using System.Text.Json.Serialization;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>The JSON form of host keys, with the field names of the real host.</summary>
internal sealed record KeyDocument
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required Key MasterKey { get; init; }

    public required IReadOnlyList<Key> FunctionKeys { get; init; }

    public IReadOnlyList<Key> SystemKeys { get; init; } = [];

    public static BinaryData Write(FunctionKeys keys) =>
        BinaryData.FromObjectAsJson(
            new KeyDocument
            {
                MasterKey = new Key(Functions.FunctionKeys.MasterKeyName, keys.MasterKey, Encrypted: false),
                FunctionKeys =
                [
                    .. keys.HostKeys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => new Key(key.Key, key.Value, Encrypted: false)),
                ],
            },
            Options);

    /// <exception cref="InvalidDataException">The content has no usable keys.</exception>
    public static FunctionKeys Read(BinaryData content, string blobName)
    {
        KeyDocument? document;
        try
        {
            document = content.ToObjectFromJson<KeyDocument>(Options);
        }
        catch (JsonException malformed)
        {
            // The parser's message may quote the content: it stays out.
#pragma warning disable MA0054
            throw new InvalidDataException($"Blob {blobName} has no usable keys (line {malformed.LineNumber + 1}).");
#pragma warning restore MA0054
        }

        if (document is not { MasterKey.Value.Length: > 0, FunctionKeys: not null } || document.FunctionKeys.Append(document.MasterKey).Any(key => key.Encrypted))
        {
            throw new InvalidDataException($"Blob {blobName} has no usable keys: a master key is needed, and none may be encrypted.");
        }

        Dictionary<string, string> hostKeys = new(StringComparer.OrdinalIgnoreCase);
        foreach (Key key in document.FunctionKeys.Where(key => key is { Name.Length: > 0, Value.Length: > 0 }))
        {
            hostKeys[key.Name] = key.Value;
        }

        return new FunctionKeys(document.MasterKey.Value, hostKeys);
    }

    internal sealed record Key(
        [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("value")] string Value, bool Encrypted)
    {
        public override string ToString() => Name;
    }
}
