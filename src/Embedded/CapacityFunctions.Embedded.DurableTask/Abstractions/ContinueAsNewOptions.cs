namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts over with an empty history.</summary>
public class ContinueAsNewOptions
{
    public object? NewInput { get; set; }

    /// <summary>True (default): events that arrived and that nothing waited for are handed to the new execution.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;

    /// <summary>Null keeps the version.</summary>
    public string? NewVersion { get; set; }
}
