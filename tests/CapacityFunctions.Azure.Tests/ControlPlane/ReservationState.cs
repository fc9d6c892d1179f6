namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A capacity reservation of the stand-in.</summary>
internal sealed class ReservationState
{
    internal required string Name { get; init; }

    internal required string Size { get; init; }

    /// <summary>As the provider subscription calls it.</summary>
    internal required string Zone { get; init; }

    /// <summary>What was asked for last (sku.capacity).</summary>
    internal int Requested { get; set; }

    /// <summary>What is there (currentCapacity).</summary>
    internal int Current { get; set; }

    internal int Allocated { get; set; }

    internal string State { get; set; } = "Succeeded";

    internal Dictionary<string, string> Tags { get; set; } = [];

    internal OperationState? Operation { get; set; }

    /// <summary>The error of the last operation.</summary>
    internal (string Code, string Message)? Error { get; set; }

    /// <summary>What counts against zone and quota: nothing that failed.</summary>
    internal int Counted => State == "Failed" ? Current : Math.Max(Current, Requested);
}
