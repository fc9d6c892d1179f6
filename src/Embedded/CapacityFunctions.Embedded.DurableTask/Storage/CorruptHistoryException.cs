namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>The stored history of an instance has a gap.</summary>
internal sealed class CorruptHistoryException(string instanceKey, int expectedSequence, string foundRow)
    : InvalidOperationException($"The history of '{instanceKey}' should go on with row {expectedSequence} and has {foundRow}.");
