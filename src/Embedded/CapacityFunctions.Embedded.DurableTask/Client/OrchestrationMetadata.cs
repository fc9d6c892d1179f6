namespace Microsoft.DurableTask.Client;

/// <summary>State of one instance as it was when fetched.</summary>
public sealed class OrchestrationMetadata
{
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    public string Name { get; }

    public string InstanceId { get; }

    /// <summary>Null when fetched without inputs and outputs.</summary>
    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    /// <summary>The result as JSON; for a failed instance the plain text "type: message".</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>"null" where the orchestrator has set none.</summary>
    public string? SerializedCustomStatus { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>True for <see cref="OrchestrationRuntimeStatus.Running"/> only.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted =>
        RuntimeStatus is OrchestrationRuntimeStatus.Completed
            or OrchestrationRuntimeStatus.Failed
            or OrchestrationRuntimeStatus.Terminated;

    /// <exception cref="InvalidOperationException">Fetched without inputs and outputs.</exception>
    public T? ReadInputAs<T>() => Converter(nameof(ReadInputAs)).Deserialize<T>(SerializedInput);

    /// <exception cref="InvalidOperationException">Fetched without inputs and outputs.</exception>
    public T? ReadOutputAs<T>() => Converter(nameof(ReadOutputAs)).Deserialize<T>(SerializedOutput);

    /// <exception cref="InvalidOperationException">Fetched without inputs and outputs.</exception>
    public T? ReadCustomStatusAs<T>() => Converter(nameof(ReadCustomStatusAs)).Deserialize<T>(SerializedCustomStatus);

    public override string ToString() => $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, CreatedAt: {CreatedAt:s}]";

    private DataConverter Converter(string method) =>
        DataConverter ?? throw new InvalidOperationException(
            $"{method} needs metadata fetched with getInputsAndOutputs: true.");
}
