using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Tests.Reservations;

public sealed class ListingTests : ControlPlaneTest
{
    [Fact]
    public async Task ListReservations_MoreGroupsThanAPage_AreAllThere()
    {
        AccountId[] accounts = [new("a"), new("B"), new("ü/%"), new(new string('x', 128)), Remote];
        foreach (AccountId account in accounts)
        {
            Hold(account, "1", quantity: 1, allocated: 0);
        }

        IReadOnlyList<Reservation> held = await NewProvider().ListReservationsAsync(Size, Cancellation);

        Assert.Equal(accounts.Order(), held.Select(reservation => reservation.AccountId));
    }

    [Fact]
    public async Task ListReservations_ViewWithoutCurrentCapacity_ReadsTheReservation()
    {
        World.HidesCurrentCapacity = true;
        Hold(Local, "1", quantity: 7, allocated: 2);

        Reservation held = Assert.Single(await NewProvider().ListReservationsAsync(Size, Cancellation));

        Assert.Equal((7m, 2m), (held.Quantity, held.Allocated));
        Assert.Equal(new ProviderOutcome.Applied(7), await SetAsync("r1", 7));
        Assert.Empty(World.Asked);
    }

    [Fact]
    public async Task ListReservations_GroupsOfOthers_AreLeftOut()
    {
        Hold(Local, "1", quantity: 1, allocated: 0);
        World.Groups["team"] = new GroupState { Name = "team", Location = ControlPlaneWorld.Location };
        World.Groups["copied"] = new GroupState { Name = "copied", Location = ControlPlaneWorld.Location, Tags = { ["capacity-account"] = "alpha" } };
        World.Groups["copied"].Reservations["x"] = new ReservationState { Name = "Standard_D4s_v5-z1", Size = Size.Value, Zone = "1", Current = 9 };

        Assert.Equal(1, Assert.Single(await NewProvider().ListReservationsAsync(Size, Cancellation)).Quantity);
    }

    [Fact]
    public async Task ListReservations_GroupsWithoutTheSize_AreNotRead()
    {
        Hold(Local, "1", quantity: 1, allocated: 0);

        Assert.Empty(await NewProvider().ListReservationsAsync(new ResourceType("Standard_E8s_v5"), Cancellation));

        Assert.Single(Server.Requests);
    }
}
