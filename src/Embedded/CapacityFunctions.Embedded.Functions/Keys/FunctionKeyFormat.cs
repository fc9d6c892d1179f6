namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>The blob of one function: name → key.</summary>
internal sealed class FunctionKeyFormat : KeyFormat<IReadOnlyDictionary<string, string>>
{
    public static FunctionKeyFormat Instance { get; } = new();

    public override BinaryData Write(IReadOnlyDictionary<string, string> keys) =>
        BinaryData.FromObjectAsJson(new Document(StoredKey.ListOf(keys)), Options);

    public override IReadOnlyDictionary<string, string> Read(BinaryData content, string blobName) =>
        Parse<Document>(content, blobName).Keys is { } keys
            ? StoredKey.ByName(keys, blobName)
            : throw new InvalidDataException($"Blob {blobName} has no usable keys: it has no list of keys.");

    private sealed record Document(IReadOnlyList<StoredKey>? Keys)
    {
        public string Source => "runtime";
    }
}
