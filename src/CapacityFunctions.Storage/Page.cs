using System.Collections;

namespace CapacityFunctions.Storage;

/// <summary>Part of a longer list.</summary>
/// <param name="Items">At most as many as were asked for; fewer, even none, says nothing about what follows.</param>
/// <param name="ContinuationToken">Opaque; fetches what follows with the same other arguments. Null: this is the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? ContinuationToken) : IPage
{
    /// <summary>The same part with what is made of each item, one after the other.</summary>
    internal async Task<Page<TResult>> SelectAsync<TResult>(Func<T, Task<TResult>> read)
    {
        List<TResult> items = new(Items.Count);
        foreach (T item in Items)
        {
            items.Add(await read(item));
        }

        return new Page<TResult>(items, ContinuationToken);
    }

    IEnumerable IPage.Entries => Items;

    IPage IPage.WithToken(string token) => this with { ContinuationToken = token };
}
