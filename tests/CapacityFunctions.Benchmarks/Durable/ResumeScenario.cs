using System.Diagnostics;
using CapacityFunctions.Benchmarks.Durable.Storage;

namespace CapacityFunctions.Benchmarks.Durable;

/// <summary>An engine starts on a hub with one instance of long history and brings it to its end.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Orchestrator">Builds the history, then waits for an event.</param>
/// <param name="Input">Of the orchestrator.</param>
/// <param name="Events">What the history then holds: an activity is scheduled and completes, so two for each.</param>
internal sealed record ResumeScenario(string Name, string Orchestrator, int Input, int Events)
{
    public static IEnumerable<ResumeScenario> All(DurableSizes sizes)
    {
        yield return new(
            $"{sizes.HistoryRounds} rounds of {BenchmarkFunctions.RoundSize}",
            BenchmarkFunctions.RoundsThenWait,
            sizes.HistoryRounds,
            2 * sizes.HistoryRounds * BenchmarkFunctions.RoundSize);
        yield return new(
            $"chain of {sizes.HistoryChain:N0}", BenchmarkFunctions.ChainThenWait, sizes.HistoryChain, 2 * sizes.HistoryChain);
    }

    /// <returns>Time to build the history; from the engine's start until it is loaded; from there to the instance's end (one replay, one commit).</returns>
    public async Task<(TimeSpan Build, TimeSpan Load, TimeSpan Finish)> MeasureAsync(IBenchmarkStorage storage)
    {
        await using BenchmarkHub hub = await BenchmarkHub.StartAsync(storage);
        long started = Stopwatch.GetTimestamp();
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(Orchestrator, Input);
        await hub.WaitingAsync(id);
        TimeSpan build = Stopwatch.GetElapsedTime(started);

        started = Stopwatch.GetTimestamp();
        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync(id, BenchmarkFunctions.Go, eventPayload: true);
        TimeSpan load = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        await hub.EndAsync(id);
        return (build, load, Stopwatch.GetElapsedTime(started));
    }
}
