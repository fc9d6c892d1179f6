namespace CapacityFunctions.Azure.Tests.ControlPlane;

internal static class LocationAnswers
{
    internal static Reply List(ControlPlaneWorld world, Call call) => new(200, new
    {
        value = new object[]
        {
            new { name = "northeurope", availabilityZoneMappings = new[] { new { logicalZone = "1", physicalZone = "northeurope-az9" } } },
            new
            {
                name = ControlPlaneWorld.Location,
                availabilityZoneMappings = world.ZonesOf(call["s"]).Select(zone => new { logicalZone = zone.Key, physicalZone = zone.Value }),
            },
            new { name = "europe", type = "Region" },
        },
    });
}
