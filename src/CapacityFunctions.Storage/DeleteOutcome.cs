namespace CapacityFunctions.Storage;

/// <summary>What a conditional delete did.</summary>
public enum DeleteOutcome
{
    Deleted,
    NotFound,

    /// <summary>The row has another version than the one named; it stays.</summary>
    Conflict,
}
