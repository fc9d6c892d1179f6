using System.Text.Json;
using Azure;
using CapacityFunctions.Azure.Connections;

namespace CapacityFunctions.Azure.Tests.Reservations;

/// <summary>
/// No code path deletes a group or reservation that machines run on: none deletes at all. Every other test against the stand-in fails on a
/// DELETE, too.
/// </summary>
public sealed class NothingIsDeletedTests : ControlPlaneTest
{
    [Fact]
    public async Task Delete_ReservationByTheSdk_NeverLeaves()
    {
        Hold(Local, "1", quantity: 4, allocated: 4);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Connect().Reservation("crg-alpha", "Standard_D4s_v5-z1").DeleteAsync(WaitUntil.Started, Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Connect().Group("crg-alpha").DeleteAsync(WaitUntil.Started, Cancellation));

        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Delete_ByRest_NeverLeaves()
    {
        AzureConnection connection = Connect();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => connection.Arm.SendAsync(global::Azure.Core.RequestMethod.Delete, "/anything?api-version=1", body: null, Cancellation));

        Assert.Empty(Server.Requests);
    }

    [Fact]
    public void Role_Actions_DeleteNothingAndHaveNoWildcard()
    {
        using JsonDocument role = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "capacity-role.json")));
        string[] actions = [.. role.RootElement.GetProperty("Actions").EnumerateArray().Select(action => action.GetString()!)];

        Assert.Contains("Microsoft.Compute/capacityReservationGroups/capacityReservations/write", actions);
        Assert.DoesNotContain(actions, action => action.Contains("delete", StringComparison.OrdinalIgnoreCase) || action.Contains('*', StringComparison.Ordinal));
    }
}
