using System.Collections;

namespace CapacityFunctions.Storage;

/// <summary>A <see cref="Page{T}"/> of whatever.</summary>
public interface IPage
{
    /// <inheritdoc cref="Page{T}.Items"/>
    IEnumerable Entries { get; }

    /// <inheritdoc cref="Page{T}.ContinuationToken"/>
    string? ContinuationToken { get; }

    /// <summary>The same part with another token.</summary>
    IPage WithToken(string token);
}
