using CapacityFunctions.Planning.Cycles;
using Microsoft.DurableTask;

namespace CapacityFunctions.Cycles;

/// <summary>Names how a cycle ended. Deterministic: the orchestrator calls it.</summary>
internal static class CycleEnds
{
    internal static CycleEnd After(CycleRequest cycle, ReservationOrders orders) => orders.Abandoned
        ? new CycleEnd(cycle.CycleId, CycleStatus.Abandoned, "it came too late after its scheduled time to decide anything")
        : new CycleEnd(cycle.CycleId, CycleStatus.Completed, Reason: null);

    internal static CycleEnd After(CycleRequest cycle, TaskFailedException failure) =>
        new(cycle.CycleId, CycleStatus.Failed, RootCause(failure.FailureDetails));

    /// <summary>What went wrong first, below all orchestrations that only passed it on.</summary>
    internal static string RootCause(TaskFailureDetails failure) =>
        failure.InnerFailure is { } inner ? RootCause(inner) : $"{failure.ErrorType}: {failure.ErrorMessage}";
}
