using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Tests.Zones;

/// <summary>The same number names different buildings in different subscriptions.</summary>
public sealed class ZoneMappingTests : ControlPlaneTest
{
    [Fact]
    public async Task Set_ZoneOfAnotherSubscription_ReservesInTheSameBuilding()
    {
        MapRemote();

        Assert.Equal(new ProviderOutcome.Applied(2), await SetAsync("r1", 2, "1", Remote));

        // The account's 1 is az2, which the provider calls 2.
        Assert.Equal("2", Held(Remote, "1").Zone);
        Reservation listed = Assert.Single(await NewProvider().ListReservationsAsync(Size, Cancellation));
        Assert.Equal((Remote, "1", 2m), (listed.AccountId, listed.Zone, listed.Quantity));
    }

    [Fact]
    public async Task Set_BuildingIsFull_IsFullUnderItsOtherNameToo()
    {
        MapRemote();
        World.Stock["westeurope-az2"] = 5;
        Assert.Equal(new ProviderOutcome.Applied(5), await SetAsync("r1", 5, "2", Local));

        Assert.Equal(FailureClass.ZoneFull, Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r2", 1, "1", Remote)).Failure.Class);
        Assert.Equal(new ProviderOutcome.Applied(1), await SetAsync("r3", 1, "2", Remote));
    }

    [Fact]
    public async Task Set_SameBuildingUnderBothNames_NeverMeansOneReservationTwice()
    {
        MapRemote();

        await SetAsync("r1", 1, "1", Remote);
        await SetAsync("r2", 2, "2", Remote);
        await SetAsync("r3", 3, "3", Remote);

        Assert.Equal(("2", 1), (Held(Remote, "1").Zone, Held(Remote, "1").Current));
        Assert.Equal(("3", 2), (Held(Remote, "2").Zone, Held(Remote, "2").Current));
        Assert.Equal(("1", 3), (Held(Remote, "3").Zone, Held(Remote, "3").Current));
    }

    [Fact]
    public async Task Set_ZoneThatTheAccountDoesNotHave_IsNotOffered()
    {
        World.ZoneMappings[Remote.Value] = new() { ["1"] = "westeurope-az1" };

        Assert.Equal(FailureClass.NotOffered, Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 1, "2", Remote)).Failure.Class);
        Assert.Empty(World.Groups);
    }

    [Fact]
    public async Task Set_MappingsMayNotBeRead_IsRefusedAsInvalid()
    {
        World.Disturb = call => call.Behaviour.Path.EndsWith("/locations", StringComparison.Ordinal) && call["s"] == Remote.Value
            ? Reply.Error(403, "AuthorizationFailed", "The client does not have authorization to perform action 'Microsoft.Resources/subscriptions/locations/read'.")
            : null;

        ProviderFailure failure = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 1, "2", Remote)).Failure;

        Assert.Equal((FailureClass.Invalid, "AuthorizationFailed"), (failure.Class, failure.Code));
    }

    private void MapRemote() => World.ZoneMappings[Remote.Value] =
        new() { ["1"] = "westeurope-az2", ["2"] = "westeurope-az3", ["3"] = "westeurope-az1" };
}
