namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Storage has gone back to an earlier state: rows that it acknowledged are not there.</summary>
internal sealed class HistoryLostException(string instanceId) : InvalidOperationException(
    $"Storage has lost history of '{instanceId}' that it had acknowledged: it was killed, or restored to an earlier state.");
