using System.Text.Json;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>The content of a key blob and what it means.</summary>
internal abstract class KeyFormat<T>
    where T : class
{
    public abstract BinaryData Write(T keys);

    /// <exception cref="InvalidDataException">The content has no usable keys; the blob's name is in the message, the content never.</exception>
    public abstract T Read(BinaryData content, string blobName);

    /// <summary>JSON with the field names of the real host.</summary>
    protected static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    protected static TDocument Parse<TDocument>(BinaryData content, string blobName)
    {
        try
        {
            return content.ToObjectFromJson<TDocument>(Options) ?? throw new InvalidDataException($"Blob {blobName} has no usable keys: it is empty.");
        }
        catch (JsonException malformed)
        {
            // The parser's message may quote the content: it stays out.
#pragma warning disable MA0054
            throw new InvalidDataException($"Blob {blobName} has no usable keys (line {malformed.LineNumber + 1}).");
#pragma warning restore MA0054
        }
    }
}
