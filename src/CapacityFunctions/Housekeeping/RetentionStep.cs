namespace CapacityFunctions.Housekeeping;

/// <summary>Where a run stands.</summary>
/// <param name="At">When it began; what is too old is judged by it, however long it takes.</param>
/// <param name="Kind">What is deleted next.</param>
/// <param name="Position">How many series, or whatever the kind is divided into, are done.</param>
/// <param name="Steps">How many steps the run has taken.</param>
public sealed record RetentionStep(DateTimeOffset At, RetentionKind Kind, int Position, int Steps);
