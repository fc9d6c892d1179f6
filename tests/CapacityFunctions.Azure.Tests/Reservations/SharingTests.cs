using CapacityFunctions.Azure.Options;
using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Tests.Reservations;

/// <summary>A group is shared with its account's subscription; whoever else is on the list stays.</summary>
public sealed class SharingTests : ControlPlaneTest
{
    private static readonly string Consumer = $"/subscriptions/{Remote.Value}";

    [Fact]
    public async Task Set_FirstForASubscription_MakesASharedGroupOfAllZones()
    {
        Assert.Equal(new ProviderOutcome.Applied(2), await SetAsync("r1", 2, account: Remote));

        GroupState group = Assert.Single(World.Groups).Value;
        Assert.Equal(
            ($"crg-{Remote.Value}", Remote.Value, "1,2,3"),
            (group.Name, group.Tags["capacity-account"], string.Join(',', group.Zones)));
        Assert.Equal([Consumer], group.Consumers);
    }

    /// <summary>Requests of one wave run side by side; the first ones all find no group.</summary>
    [Fact]
    public async Task Set_AllZonesOfANewAccountAtOnce_AreAllReservedInOneSharedGroup()
    {
        AzureCapacityProvider provider = NewProvider();

        ProviderOutcome[] outcomes = await Task.WhenAll(new[] { "1", "2", "3" }.Select(
            zone => provider.SetReservationAsync($"r{zone}", Remote, Size, zone, 2, Cancellation)));

        Assert.All(outcomes, outcome => Assert.Equal(new ProviderOutcome.Applied(2), outcome));
        GroupState group = Assert.Single(World.Groups).Value;
        Assert.Equal(3, group.Reservations.Count);
        Assert.Equal([Consumer], group.Consumers);
    }

    [Fact]
    public async Task Set_ForAnAccountInTheProviderSubscription_IsNotShared()
    {
        await SetAsync("r1", 2);

        Assert.Empty(Assert.Single(World.Groups).Value.Consumers);
    }

    [Fact]
    public async Task Set_ForAMappedAccount_IsSharedWithItsSubscription()
    {
        Options.AccountSubscriptions.Add(new AccountSubscriptionOptions { AccountId = "Shop: Éva", SubscriptionId = Remote.Value });

        Assert.Equal(new ProviderOutcome.Applied(2), await SetAsync("r1", 2, account: new AccountId("Shop: Éva")));

        Assert.Equal([Consumer], Assert.Single(World.Groups).Value.Consumers);
    }

    [Fact]
    public async Task Set_GroupIsSharedWithOthers_WritesTheWholeList()
    {
        Hold(Remote, "1", quantity: 1, allocated: 0);
        GroupState group = Assert.Single(World.Groups).Value;
        group.Consumers = ["/subscriptions/other-1", "/subscriptions/other-2"];
        group.Tags["owner"] = "finops";

        await SetAsync("r1", 2, account: Remote);

        Assert.Equal(["/subscriptions/other-1", "/subscriptions/other-2", Consumer], group.Consumers);
        Assert.Equal("finops", group.Tags["owner"]);
    }

    [Fact]
    public async Task Set_SharedAlready_DoesNotWriteTheGroup()
    {
        Hold(Remote, "1", quantity: 1, allocated: 0);

        await SetAsync("r1", 2, account: Remote);

        Assert.DoesNotContain(Server.Requests, request => request.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Set_SharingListIsFull_IsRefusedWithoutReserving()
    {
        Hold(Remote, "1", quantity: 1, allocated: 0);
        Assert.Single(World.Groups).Value.Consumers = [.. Enumerable.Range(0, 100).Select(i => $"/subscriptions/other-{i}")];

        ProviderFailure failure = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 2, account: Remote)).Failure;

        Assert.Equal((FailureClass.Invalid, "SharingListFull"), (failure.Class, failure.Code));
        Assert.Empty(World.Asked);
    }
}
