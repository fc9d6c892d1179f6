namespace CapacityFunctions.Embedded.Functions.Tests.TestApp;

/// <summary>A scoped service that notes its end.</summary>
public sealed class NotedScope(Journal journal) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        journal.Add("scope disposed");
    }
}
