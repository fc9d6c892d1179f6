namespace Microsoft.DurableTask;

/// <summary>One page of a paged result.</summary>
public sealed class Page<T>
    where T : notnull
{
    /// <param name="values">May be empty before the last page.</param>
    /// <param name="continuationToken">Null on the last page.</param>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    public IReadOnlyList<T> Values { get; }

    public string? ContinuationToken { get; }
}
