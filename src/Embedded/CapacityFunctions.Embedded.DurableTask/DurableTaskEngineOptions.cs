using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Settings of one engine.</summary>
public sealed record DurableTaskEngineOptions
{
    /// <summary>
    /// Names the tables ({Hub}Instances, {Hub}History) and the blob containers ({hub}-payloads, {hub}-lease): 3 to 45 letters and
    /// digits, a letter first.
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

    /// <summary>
    /// Whether instances of a version above <see cref="DefaultVersion"/> wait, as they are, for an engine that knows it; default: false, every version runs.
    /// </summary>
    public bool LeavesNewerVersions { get; init; }

    /// <summary>How long running activities may go on after the engine was asked to stop; default 10 seconds.</summary>
    public TimeSpan StopGracePeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For how long the hub stays this engine's after its last sign of life, 15 to 60 seconds; default 30. A process on another
    /// machine takes over after that; one on this machine sees at once when the holder has died.
    /// </summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long to wait for a hub that another process holds, before every call ends with <see cref="HubOwnershipException"/>;
    /// zero: not at all; null, the default: for as long as it takes.
    /// </summary>
    public TimeSpan? OwnershipTimeout { get; init; }

    /// <exception cref="ArgumentException">A value is out of its range; the message names the option.</exception>
    internal void Validate()
    {
        _ = new HubNames(HubName);
        Require(MaxConcurrentActivities >= 1, nameof(MaxConcurrentActivities), MaxConcurrentActivities, "must be at least 1");
        Require(MaxConcurrentOrchestrators >= 1, nameof(MaxConcurrentOrchestrators), MaxConcurrentOrchestrators, "must be at least 1");
        Require(StopGracePeriod >= TimeSpan.Zero, nameof(StopGracePeriod), StopGracePeriod, "must not be negative");
        Require(
            LeaseDuration >= TimeSpan.FromSeconds(15) && LeaseDuration <= TimeSpan.FromSeconds(60),
            nameof(LeaseDuration),
            LeaseDuration,
            "must be 15 to 60 seconds, which is what storage grants");
        Require(
            OwnershipTimeout is null || OwnershipTimeout >= TimeSpan.Zero,
            nameof(OwnershipTimeout),
            OwnershipTimeout,
            "must not be negative");
    }

    private static void Require(bool isValid, string option, object? value, string rule)
    {
        if (!isValid)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} {rule}.");
        }
    }
}
