using System.Text.Json;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

internal static class GroupAnswers
{
    private const int PageSize = 2;
    private const int MostConsumers = 100;

    internal static Reply List(ControlPlaneWorld world, Call call)
    {
        int skip = int.TryParse(call.Query["$skiptoken"], out int token) ? token : 0;
        GroupState[] groups = [.. world.Groups.Values.OrderBy(group => group.Name, StringComparer.OrdinalIgnoreCase)];
        string? next = skip + PageSize < groups.Length
            ? $"{call.Origin}/subscriptions/{call["s"]}/resourceGroups/{call["rg"]}/providers/Microsoft.Compute/capacityReservationGroups?api-version={call.Query["api-version"]}&$skiptoken={skip + PageSize}"
            : null;
        return new Reply(200, new { value = groups.Skip(skip).Take(PageSize).Select(group => Body(world, call, group)), nextLink = next });
    }

    internal static Reply Get(ControlPlaneWorld world, Call call)
    {
        world.Settle();
        return world.Groups.TryGetValue(call["g"], out GroupState? group)
            ? new Reply(200, Body(world, call, group))
            : Reply.Error(404, "ResourceNotFound", $"The Resource 'Microsoft.Compute/capacityReservationGroups/{call["g"]}' under resource group '{call["rg"]}' was not found.");
    }

    internal static Reply Put(ControlPlaneWorld world, Call call)
    {
        string[] zones = Strings(call.Body, "zones");
        List<string> consumers = call.Body.TryGetProperty("properties", out JsonElement properties)
            && properties.TryGetProperty("sharingProfile", out JsonElement sharing)
                ? [.. sharing.GetProperty("subscriptionIds").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!)]
                : [];
        if (consumers.Any(consumer => !consumer.StartsWith("/subscriptions/", StringComparison.Ordinal)))
        {
            throw new BadCallException("A consumer is no subscription's id.");
        }

        if (consumers.Count > MostConsumers)
        {
            return Reply.Error(400, "InvalidParameter", $"A group is shared with at most {MostConsumers} subscriptions.");
        }

        bool made = !world.Groups.TryGetValue(call["g"], out GroupState? group);
        if (group is not null && !group.Zones.SequenceEqual(zones))
        {
            return Reply.Error(409, "PropertyChangeNotAllowed", "Changing property 'zones' is not allowed.");
        }

        group ??= new GroupState { Name = call["g"], Location = call.Body.GetProperty("location").GetString()!, Zones = zones };
        group.Consumers = consumers;
        group.Tags = call.Body.GetProperty("tags").EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString()!);
        world.Groups[group.Name] = group;
        return new Reply(made ? 201 : 200, Body(world, call, group));
    }

    private static object Body(ControlPlaneWorld world, Call call, GroupState group)
    {
        string id = $"/subscriptions/{world.ProviderSubscription}/resourceGroups/{world.ResourceGroup}/providers/Microsoft.Compute/capacityReservationGroups/{group.Name}";
        Dictionary<string, object> properties = new()
        {
            ["capacityReservations"] = group.Reservations.Values.Select(reservation => new { id = $"{id}/capacityReservations/{reservation.Name}" }),
        };
        if (call.Query["api-version"] == "2025-04-01" && group.Consumers.Count > 0)
        {
            properties["sharingProfile"] = new { subscriptionIds = group.Consumers.Select(consumer => new { id = consumer }) };
        }

        if (call.Expands)
        {
            properties["instanceView"] = new { capacityReservations = group.Reservations.Values.Select(reservation => ReservationAnswers.View(world, reservation, reservation.Name)) };
        }

        return new
        {
            id,
            name = group.Name,
            type = "Microsoft.Compute/capacityReservationGroups",
            location = group.Location,
            zones = group.Zones,
            tags = group.Tags,
            properties,
        };
    }

    private static string[] Strings(JsonElement body, string name) => [.. body.GetProperty(name).EnumerateArray().Select(entry => entry.GetString()!)];
}
