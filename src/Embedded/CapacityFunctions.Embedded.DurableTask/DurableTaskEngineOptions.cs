using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Settings of one engine.</summary>
public sealed record DurableTaskEngineOptions
{
    /// <summary>
    /// Names the tables ({Hub}Instances, {Hub}History) and the blob container ({hub}-payloads): 3 to 45 letters and digits, a letter first.
    /// </summary>
    public required string HubName { get; init; }

    /// <summary>Activities that run at the same time, at least 1; default 10 for each processor.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Orchestrator episodes that run at the same time, at least 1; default 10 for each processor.</summary>
    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Default: System.Text.Json as in the Functions worker: names as declared, read without regard to case, no fields.</summary>
    public DataConverter DataConverter { get; init; } =
        new JsonDataConverter(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    /// <summary>Version of instances that are started without one; null for none.</summary>
    public string? DefaultVersion { get; init; }

    /// <summary>How long running activities may go on after the engine was asked to stop; default 10 seconds.</summary>
    public TimeSpan StopGracePeriod { get; init; } = TimeSpan.FromSeconds(10);
}
