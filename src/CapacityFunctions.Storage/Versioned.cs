using Azure;

namespace CapacityFunctions.Storage;

/// <summary>What a row holds, with the version that a later conditional write names.</summary>
public sealed record Versioned<T>(T Value, ETag ETag);
