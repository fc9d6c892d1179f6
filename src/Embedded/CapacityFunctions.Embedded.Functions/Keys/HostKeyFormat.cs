namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>The blob host.json: the keys that count for the whole host.</summary>
internal sealed class HostKeyFormat : KeyFormat<FunctionKeys>
{
    public static HostKeyFormat Instance { get; } = new();

    public override BinaryData Write(FunctionKeys keys) =>
        BinaryData.FromObjectAsJson(
            new Document(
                new StoredKey(FunctionKeys.MasterKeyName, keys.MasterKey, Encrypted: false), StoredKey.ListOf(keys.HostKeys), StoredKey.ListOf(keys.SystemKeys)),
            Options);

    public override FunctionKeys Read(BinaryData content, string blobName)
    {
        Document document = Parse<Document>(content, blobName);
        return document is { MasterKey: { Encrypted: false, Value.Length: > 0 }, FunctionKeys: not null }
            ? new FunctionKeys(
                document.MasterKey.Value, StoredKey.ByName(document.FunctionKeys, blobName), StoredKey.ByName(document.SystemKeys ?? [], blobName))
            : throw new InvalidDataException($"Blob {blobName} has no usable keys: a master key is needed, and none may be encrypted.");
    }

    private sealed record Document(StoredKey? MasterKey, IReadOnlyList<StoredKey>? FunctionKeys, IReadOnlyList<StoredKey>? SystemKeys)
    {
        public string Source => "runtime";
    }
}
