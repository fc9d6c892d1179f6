namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A long-running operation of the stand-in.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Reservation">What it changes.</param>
/// <param name="Group">The group of that.</param>
/// <param name="ReadyAt">When it ends.</param>
/// <param name="Error">With what it ends; null: well.</param>
internal sealed record OperationState(
    string Id, ReservationState Reservation, GroupState Group, DateTimeOffset ReadyAt, (string Code, string Message)? Error);
