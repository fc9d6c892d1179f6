using CapacityFunctions.Benchmarks.Durable.Storage;

namespace CapacityFunctions.Benchmarks.Durable;

/// <summary>The embedded Durable engine: throughput beside what storage alone can do, resuming, memory.</summary>
internal static class DurableSuite
{
    public static async Task<int> RunAsync(DurableSizes sizes, TextWriter output)
    {
        await using AzuriteStorage azurite = await AzuriteStorage.StartAsync();
        await using MemoryStorage memory = new();
        using RawReplay replay = azurite.CreateReplay();

        ResultTable throughput = new(ThroughputResult.Headings);
        foreach (ThroughputScenario scenario in ThroughputScenario.All(sizes))
        {
            throughput.Add((await scenario.MeasureAsync(azurite, replay, sizes)).Cells());
            throughput.Add((await scenario.MeasureAsync(memory, replay: null, sizes)).Cells());
        }

        throughput.Write(output);
        output.WriteLine();

        ResultTable resume = new("resume an instance", "history in", "events", "built in s", "loaded in ms", "replayed and ended in ms");
        foreach (ResumeScenario scenario in ResumeScenario.All(sizes))
        {
            foreach (IBenchmarkStorage storage in (IBenchmarkStorage[])[azurite, memory])
            {
                (TimeSpan build, TimeSpan load, TimeSpan finish) = await scenario.MeasureAsync(storage);
                resume.Add(
                    scenario.Name,
                    storage.Name,
                    $"{scenario.Events:N0}",
                    $"{build.TotalSeconds:0.0}",
                    $"{load.TotalMilliseconds:0}",
                    $"{finish.TotalMilliseconds:0}");
            }
        }

        resume.Write(output);
        output.WriteLine();

        ResultTable open = new("open instances", "history in", "KB each");
        open.Add($"{sizes.OpenInstances:N0}", azurite.Name, $"{await OpenInstances.MeasureAsync(azurite, sizes.OpenInstances) / 1024.0:0.0}");
        open.Write(output);
        return 0;
    }
}
