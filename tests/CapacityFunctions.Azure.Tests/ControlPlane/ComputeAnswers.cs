namespace CapacityFunctions.Azure.Tests.ControlPlane;

internal static class ComputeAnswers
{
    internal static Reply Skus(ControlPlaneWorld world, Call call)
    {
        if (call.Query["$filter"] != $"location eq '{ControlPlaneWorld.Location}'")
        {
            throw new BadCallException($"$filter is '{call.Query["$filter"]}'.");
        }

        return new Reply(200, new { value = world.Skus.Select(Sku).Append(Disk()) });
    }

    internal static Reply Usages(ControlPlaneWorld world)
    {
        world.Settle();
        return new Reply(200, new
        {
            value = world.QuotaLimits.Select(limit => new
            {
                unit = "Count",
                currentValue = world.UsedCores(limit.Key == "cores" ? null : limit.Key),
                limit = limit.Value,
                name = new { value = limit.Key, localizedValue = limit.Key },
            }).Append(new { unit = "Count", currentValue = 3, limit = 2500, name = new { value = "availabilitySets", localizedValue = "Availability Sets" } }),
        });
    }

    private static object Sku(SkuState sku)
    {
        List<object> restrictions = [];
        if (sku.RestrictedZones.Length > 0)
        {
            restrictions.Add(Restriction("Zone", new { locations = new[] { ControlPlaneWorld.Location }, zones = sku.RestrictedZones }));
        }

        if (sku.RestrictedLocation)
        {
            restrictions.Add(Restriction("Location", new { locations = new[] { ControlPlaneWorld.Location } }));
        }

        return new
        {
            resourceType = "virtualMachines",
            name = sku.Name,
            tier = "Standard",
            size = sku.Name["Standard_".Length..],
            family = sku.Family,
            locations = new[] { ControlPlaneWorld.Location },
            locationInfo = new[] { new { location = ControlPlaneWorld.Location, zones = sku.Zones, zoneDetails = Array.Empty<object>() } },
            capabilities = new[]
            {
                new { name = "vCPUs", value = $"{sku.Cores}" },
                new { name = "CapacityReservationSupported", value = sku.Reservable ? "True" : "False" },
            },
            restrictions,
        };
    }

    private static object Restriction(string type, object info) =>
        new { type, values = new[] { ControlPlaneWorld.Location }, restrictionInfo = info, reasonCode = "NotAvailableForSubscription" };

    private static object Disk() => new
    {
        resourceType = "disks",
        name = "Premium_LRS",
        locations = new[] { ControlPlaneWorld.Location },
        locationInfo = new[] { new { location = ControlPlaneWorld.Location, zones = new[] { "1" } } },
        capabilities = Array.Empty<object>(),
        restrictions = Array.Empty<object>(),
    };
}
