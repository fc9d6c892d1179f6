namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A capacity reservation group of the stand-in.</summary>
internal sealed class GroupState
{
    internal required string Name { get; init; }

    internal required string Location { get; init; }

    internal string[] Zones { get; init; } = [];

    internal Dictionary<string, string> Tags { get; set; } = [];

    /// <summary>As ids of subscriptions: /subscriptions/….</summary>
    internal List<string> Consumers { get; set; } = [];

    internal Dictionary<string, ReservationState> Reservations { get; } = new(StringComparer.OrdinalIgnoreCase);
}
