using System.Collections.Concurrent;

namespace CapacityFunctions.Embedded.Functions.Tests.TestApp;

/// <summary>What the functions of the test app note for the tests; a singleton of each host.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyList<string> Entries => [.. _entries];

    public void Add(string entry) => _entries.Enqueue(entry);
}
