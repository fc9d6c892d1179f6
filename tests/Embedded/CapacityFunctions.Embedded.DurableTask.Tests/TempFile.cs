namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>An empty file that is gone after the test.</summary>
internal sealed class TempFile : IDisposable
{
    public string Name { get; } = Path.GetTempFileName();

    public void Dispose() => File.Delete(Name);
}
