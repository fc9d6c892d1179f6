using CapacityFunctions.Benchmarks.Durable.Storage;

namespace CapacityFunctions.Benchmarks.Durable;

/// <summary>What an engine holds in memory for instances that wait.</summary>
internal static class OpenInstances
{
    /// <returns>Bytes for each open instance, after a full collection.</returns>
    public static async Task<long> MeasureAsync(IBenchmarkStorage storage, int count)
    {
        await using BenchmarkHub hub = await BenchmarkHub.StartAsync(storage);
        (storage as AzuriteStorage)?.Recorder.Take();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        string[] ids = await Task.WhenAll(Enumerable.Range(0, count)
            .Select(_ => hub.Client.ScheduleNewOrchestrationInstanceAsync(BenchmarkFunctions.ChainThenWait, 1)));
        foreach (string id in ids)
        {
            await hub.WaitingAsync(id);
        }

        (storage as AzuriteStorage)?.Recorder.Take();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(hub);
        return (after - before) / count;
    }
}
