using System.Collections;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Storage;

namespace CapacityFunctions.Api.Signals;

/// <summary>What is known of the signals of one scope.</summary>
/// <param name="Signals">All that have values, by name.</param>
/// <param name="Items">Values in the window, signal by signal, the newest first.</param>
/// <param name="ContinuationToken">Fetches what follows; null: this is the end.</param>
public sealed record SignalPage(IReadOnlyList<string> Signals, IReadOnlyList<SignalValue> Items, string? ContinuationToken) : IPage
{
    IEnumerable IPage.Entries => Items;

    IPage IPage.WithToken(string token) => this with { ContinuationToken = token };
}
