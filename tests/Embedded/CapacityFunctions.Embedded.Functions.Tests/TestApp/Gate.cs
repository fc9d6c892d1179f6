namespace CapacityFunctions.Embedded.Functions.Tests.TestApp;

/// <summary>Holds functions until a test lets them go on; a singleton of each host.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _opened.TrySetResult();

    public Task PassAsync() => _opened.Task.WaitAsync(TimeSpan.FromSeconds(60));
}
