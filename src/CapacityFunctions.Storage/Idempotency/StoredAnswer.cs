namespace CapacityFunctions.Storage.Idempotency;

/// <summary>The answer to a request, to be given again.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">By name.</param>
/// <param name="Body">As it was sent, uncompressed.</param>
public sealed record StoredAnswer(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
