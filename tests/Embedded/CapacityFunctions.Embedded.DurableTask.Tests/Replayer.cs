using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>Runs one orchestrator episode by episode without storage: each call hands it new events, a second later than the last.</summary>
internal sealed class Replayer(Func<TaskOrchestrationContext, Task<object?>> code)
{
    public static readonly DateTime Begin = new(2026, 11, 24, 2, 5, 0, DateTimeKind.Utc);

    private readonly List<Episode> _history = [];
    private readonly EpisodeRunner _runner = new(
        new ScriptedInvoker().Orchestrator("Code", code), JsonDataConverter.Default, NullLoggerFactory.Instance, defaultVersion: null);

    public string? Version { get; init; }

    /// <summary>JSON or null.</summary>
    public string? Input { get; init; }

    public string? LateViolation { get; private set; }

    public EpisodeOutcome Next(params IncomingEvent[] events)
    {
        DateTime at = Begin.AddSeconds(_history.Count);
        ExecutionStart start = new()
        {
            InstanceId = "replayed",
            ExecutionId = "1",
            Name = "Code",
            CreatedAt = new DateTimeOffset(Begin),
            Version = Version,
            Input = Input,
        };
        EpisodeOutcome outcome = _runner.Run(start, _history, at, events, reason => LateViolation = reason);
        _history.Add(new Episode { At = at, Events = events, Actions = outcome.Actions });
        return outcome;
    }
}
