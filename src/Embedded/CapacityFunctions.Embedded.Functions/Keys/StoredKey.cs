namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>One key in the JSON form of the real host. Its text form shows the name only.</summary>
internal sealed record StoredKey(string Name, string Value, bool Encrypted)
{
    public override string ToString() => Name;

    /// <summary>Ordered by name, none encrypted.</summary>
    public static IReadOnlyList<StoredKey> ListOf(IReadOnlyDictionary<string, string> keys) =>
        [.. keys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => new StoredKey(key.Key, key.Value, Encrypted: false))];

    /// <summary>Keys by name, without regard to case. Those without a name or a value are dropped: nobody could use them.</summary>
    /// <exception cref="InvalidDataException">A key is encrypted; the blob's name is in the message.</exception>
    public static Dictionary<string, string> ByName(IEnumerable<StoredKey> keys, string blobName)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (StoredKey key in keys)
        {
            if (key.Encrypted)
            {
                throw new InvalidDataException($"Blob {blobName} has no usable keys: '{key.Name}' is encrypted.");
            }

            if (key is { Name.Length: > 0, Value.Length: > 0 })
            {
                values[key.Name] = key.Value;
            }
        }

        return values;
    }
}
