using System.Text.Json;
using CapacityFunctions.Testing.Providers;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

internal static class ReservationAnswers
{
    internal static Reply Get(ControlPlaneWorld world, Call call)
    {
        world.Settle();
        return Find(world, call) is { } reservation ? new Reply(200, Body(world, call, reservation)) : NotFound(call);
    }

    internal static Reply Put(ControlPlaneWorld world, Call call)
    {
        world.Settle();
        if (!world.Groups.TryGetValue(call["g"], out GroupState? group))
        {
            return NotFound(call);
        }

        JsonElement sku = call.Body.GetProperty("sku");
        string zone = call.Body.GetProperty("zones").EnumerateArray().Single().GetString()!;
        string size = sku.GetProperty("name").GetString()!;
        if (call.Body.GetProperty("location").GetString() != group.Location || !group.Zones.Contains(zone))
        {
            return Reply.Error(400, "InvalidParameter", "Location and zone of a reservation must be those of its group.");
        }

        if (Find(world, call) is not null)
        {
            throw new BadCallException("An existing reservation is changed by PATCH here.");
        }

        if (group.Reservations.Values.Any(other => other.Size == size && other.Zone == zone))
        {
            return Reply.Error(409, "Conflict", $"The group has a reservation of {size} in zone {zone} already.");
        }

        return Change(world, call, group, new ReservationState { Name = call["r"], Size = size, Zone = zone, State = "Creating" }, sku.GetProperty("capacity").GetInt32());
    }

    internal static Reply Patch(ControlPlaneWorld world, Call call)
    {
        world.Settle();
        if (Find(world, call) is not { } reservation)
        {
            return NotFound(call);
        }

        if (reservation.Operation is not null)
        {
            return Reply.Error(409, "Conflict", "Another operation is in progress on the reservation.");
        }

        int quantity = call.Body.GetProperty("sku").GetProperty("capacity").GetInt32();
        return reservation.State == "Failed" && quantity != reservation.Current
            ? Reply.Error(409, "OperationNotAllowed", "The reservation failed; set its quantity back to its current capacity first. No other operation is allowed.")
            : Change(world, call, world.Groups[call["g"]], reservation, quantity);
    }

    internal static Reply Operation(ControlPlaneWorld world, Call call)
    {
        world.Settle();
        OperationState operation = world.Operations[call["o"]];
        bool runs = operation.Reservation.Operation == operation;
        if (call.Query["monitor"] == "true")
        {
            return runs ? new Reply(202) : new Reply(200, Body(world, call, operation.Reservation));
        }

        return new Reply(200, operation switch
        {
            _ when runs => new { status = "InProgress" },
            { Error: var (code, message) } => new { status = "Failed", error = new { code, message } },
            _ => new { status = "Succeeded" },
        });
    }

    internal static object View(ControlPlaneWorld world, ReservationState reservation, string? name = null) => new
    {
        name,
        utilizationInfo = new
        {
            currentCapacity = world.HidesCurrentCapacity ? (int?)null : reservation.Current,
            virtualMachinesAllocated = Enumerable.Range(0, reservation.Allocated).Select(
                i => new { id = $"/subscriptions/{world.ProviderSubscription}/resourceGroups/apps/providers/Microsoft.Compute/virtualMachines/vm{i}" }),
        },
        statuses = reservation.Error is var (code, message)
            ? new object[] { new { code = $"ProvisioningState/failed/{code}", level = "Error", displayStatus = "Provisioning failed", message } }
            : [new { code = "ProvisioningState/succeeded", level = "Info", displayStatus = "Provisioning succeeded" }],
    };

    private static Reply Change(ControlPlaneWorld world, Call call, GroupState group, ReservationState reservation, int quantity)
    {
        world.Asked.Add(quantity);
        world.Faults.TryGetValue(reservation.Zone, out ProviderFault fault);
        bool disturbed = world.Faults.ContainsKey(reservation.Zone);
        int more = quantity - reservation.Current;
        if ((disturbed ? ReservationRefusals.Always(fault) : null) is { } refusal)
        {
            return refusal;
        }

        (string Code, string Message)? error = more > 0 ? ReservationRefusals.Increase(world, reservation, more, disturbed ? fault : null) : null;
        bool late = world.FailsLate || (disturbed && fault == ProviderFault.FailedIncrease);
        if (error is var (code, message) && !late)
        {
            return Reply.Error(409, code, message);
        }

        bool made = group.Reservations.TryAdd(reservation.Name, reservation);
        reservation.State = made ? "Creating" : "Updating";
        reservation.Requested = quantity;
        reservation.Tags = call.Body.GetProperty("tags").EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString()!);
        OperationState operation = new($"op{world.Operations.Count + 1}", reservation, group, world.Time.GetUtcNow() + (more > 0 ? world.Delay : TimeSpan.Zero), error);
        reservation.Operation = operation;
        world.Operations[operation.Id] = operation;
        string address = $"{call.Origin}/subscriptions/{world.ProviderSubscription}/providers/Microsoft.Compute/locations/{ControlPlaneWorld.Location}/operations/{operation.Id}?api-version=2023-07-01";
        Dictionary<string, string> headers = new() { ["Azure-AsyncOperation"] = address };
        if (!made)
        {
            headers["Location"] = address + "&monitor=true";
        }

        bool lost = disturbed && fault == ProviderFault.TimeOutAfterApplying && world.Faults.Remove(reservation.Zone);
        return made
            ? new Reply(201, Body(world, call, reservation)) { Headers = headers, Lost = lost }
            : new Reply(202) { Headers = headers, Lost = lost };
    }

    private static ReservationState? Find(ControlPlaneWorld world, Call call) =>
        world.Groups.TryGetValue(call["g"], out GroupState? group) ? group.Reservations.GetValueOrDefault(call["r"]) : null;

    private static Reply NotFound(Call call) =>
        Reply.Error(404, "ResourceNotFound", $"The Resource 'Microsoft.Compute/capacityReservationGroups/{call["g"]}/capacityReservations/{call["r"]}' was not found.");

    private static object Body(ControlPlaneWorld world, Call call, ReservationState reservation)
    {
        Dictionary<string, object> properties = new() { ["provisioningState"] = reservation.State, ["reservationId"] = reservation.Name };
        if (call.Expands)
        {
            properties["instanceView"] = View(world, reservation);
        }

        GroupState group = world.Groups.Values.Single(entry => entry.Reservations.ContainsValue(reservation));
        return new
        {
            id = $"/subscriptions/{world.ProviderSubscription}/resourceGroups/{world.ResourceGroup}/providers/Microsoft.Compute/capacityReservationGroups/{group.Name}/capacityReservations/{reservation.Name}",
            name = reservation.Name,
            type = "Microsoft.Compute/capacityReservationGroups/capacityReservations",
            location = ControlPlaneWorld.Location,
            sku = new { name = reservation.Size, capacity = reservation.Requested },
            zones = new[] { reservation.Zone },
            tags = reservation.Tags,
            properties,
        };
    }
}
