namespace CapacityFunctions.Training;

/// <summary>Whether there is something to learn from.</summary>
/// <param name="IsReady">Whether there are enough series.</param>
/// <param name="Series">How many there are.</param>
public sealed record PanelOutcome(bool IsReady, int Series);
