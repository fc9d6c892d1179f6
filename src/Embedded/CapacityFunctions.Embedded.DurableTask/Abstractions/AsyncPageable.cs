namespace Microsoft.DurableTask;

/// <summary>A result that is fetched page by page while it is enumerated.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
    where T : notnull
{
    protected AsyncPageable()
    {
    }

    /// <param name="continuationToken">Where an earlier enumeration stopped; null starts at the beginning.</param>
    /// <param name="pageSizeHint">Wanted number of values per page; a page may hold fewer.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (T value in page.Values)
            {
                yield return value;
            }
        }
    }
}
