using System.Diagnostics;
using CapacityFunctions.Benchmarks.Durable.Storage;

namespace CapacityFunctions.Benchmarks.Durable;

/// <summary>Runs instances from their start to the moment when the client knows that they have ended.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Activities">How many run in all.</param>
/// <param name="Run">The work.</param>
internal sealed record ThroughputScenario(string Name, int Activities, Func<BenchmarkHub, Task> Run)
{
    public static IEnumerable<ThroughputScenario> All(DurableSizes sizes)
    {
        foreach (int count in sizes.FanOuts)
        {
            yield return new($"fan-out {count:N0}", count, hub => hub.RunAsync(BenchmarkFunctions.FanOut, count));
        }

        (int instances, int each) = (sizes.ParallelInstances, sizes.ParallelFanOut);
        yield return new(
            $"{instances} × fan-out {each:N0}",
            instances * each,
            hub => Task.WhenAll(Enumerable.Range(0, instances).Select(_ => hub.RunAsync(BenchmarkFunctions.FanOut, each))));
        yield return new($"chain of {sizes.ChainLength:N0}", sizes.ChainLength, hub => hub.RunAsync(BenchmarkFunctions.Chain, sizes.ChainLength));
    }

    public async Task<ThroughputResult> MeasureAsync(IBenchmarkStorage storage, RawReplay? replay, DurableSizes sizes)
    {
        ThroughputResult result = new(this, storage.Name);
        WriteRecorder? recorder = (storage as AzuriteStorage)?.Recorder;
        for (int repetition = -sizes.WarmUps; repetition < sizes.Repetitions; repetition++)
        {
            await using BenchmarkHub hub = await BenchmarkHub.StartAsync(storage);
            recorder?.Take();
            long started = Stopwatch.GetTimestamp();
            await Run(hub);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            IReadOnlyList<RecordedWrite> writes = recorder?.Take() ?? [];
            TimeSpan raw = replay is null ? default : await replay.RunAsync(hub.Name, writes);
            if (repetition >= 0)
            {
                result.Add(elapsed, raw, writes);
            }
        }

        return result;
    }
}
