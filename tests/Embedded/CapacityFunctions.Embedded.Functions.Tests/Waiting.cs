namespace CapacityFunctions.Embedded.Functions.Tests;

internal static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits until the condition holds; fails, saying what was waited for, when that takes over a minute.</summary>
    public static Task UntilAsync(Func<bool> condition, Func<string> state) => UntilAsync(() => Task.FromResult(condition()), state);

    /// <inheritdoc cref="UntilAsync(Func{bool}, Func{string})"/>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> state)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (!await condition().WaitAsync(Limit, TestContext.Current.CancellationToken))
        {
            Assert.False(limit.IsCancellationRequested, $"Waited in vain for {Limit.TotalSeconds} s: {state()}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
