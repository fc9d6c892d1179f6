namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A row of retail prices of the stand-in; by default the plain pay-as-you-go price.</summary>
internal sealed record PriceState(string Size, decimal Price)
{
    internal string Region { get; init; } = ControlPlaneWorld.Location;

    internal string ProductName { get; init; } = "Virtual Machines Dsv5 Series";

    internal string SkuName { get; init; } = "D4s v5";

    internal string MeterName { get; init; } = "D4s v5";

    internal string Unit { get; init; } = "1 Hour";

    internal string Type { get; init; } = "Consumption";

    internal bool Primary { get; init; } = true;

    internal string From { get; init; } = "2021-11-01T00:00:00Z";
}
