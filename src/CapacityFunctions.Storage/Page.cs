using System.Collections;

namespace CapacityFunctions.Storage;

/// <summary>Part of a longer list.</summary>
/// <param name="Items">At most as many as were asked for; fewer, even none, says nothing about what follows.</param>
/// <param name="ContinuationToken">Opaque; fetches what follows with the same other arguments. Null: this is the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? ContinuationToken) : IPage
{
    IEnumerable IPage.Entries => Items;

    IPage IPage.WithToken(string token) => this with { ContinuationToken = token };
}
