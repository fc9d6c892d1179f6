namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>One instance as storage holds it.</summary>
/// <param name="Generation">Number of its current execution.</param>
/// <param name="Start">What that began with.</param>
/// <param name="Episodes">Its history, oldest first.</param>
/// <param name="Inbox">What has arrived and isn't handled, oldest first.</param>
/// <param name="HasPendingSends">Whether events of its last row may not have been sent.</param>
/// <param name="HasOlderGenerations">Whether rows of earlier executions are left.</param>
internal sealed record StoredInstance(
    int Generation,
    ExecutionStart Start,
    IReadOnlyList<Episode> Episodes,
    IReadOnlyList<InboxMessage> Inbox,
    bool HasPendingSends,
    bool HasOlderGenerations);
