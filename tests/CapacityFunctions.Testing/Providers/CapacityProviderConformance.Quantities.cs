using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using Xunit;

namespace CapacityFunctions.Testing.Providers;

/// <content>Quantities are absolute, whole, and never below what is in use.</content>
public abstract partial class CapacityProviderConformance
{
    [Fact]
    public async Task Set_Quantity_IsHeldFromThenOn()
    {
        await OfferThreeZonesAsync();

        Assert.Equal(new ProviderOutcome.Applied(12), await SetAsync("r1", 12));
        await AssertHeldAsync(12);
        Assert.Equal(new ProviderOutcome.Applied(5), await SetAsync("r2", 5));
        await AssertHeldAsync(5);
    }

    [Fact]
    public async Task Set_QuantityThatIsHeldAlready_ChangesNothing()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 7, allocated: 0);

        Assert.Equal(new ProviderOutcome.Applied(7), await SetAsync("r1", 7));
        await AssertHeldAsync(7);
    }

    [Fact]
    public async Task Set_InOneZoneForOneAccount_LeavesTheOthersAlone()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "2", 3, allocated: 0);
        await HoldAsync(Accounts.Second, "1", 4, allocated: 0);

        await SetAsync("r1", 6);

        await AssertHeldAsync(6);
        await AssertHeldAsync(3, "2");
        await AssertHeldAsync(4, account: Accounts.Second);
    }

    [Fact]
    public async Task Set_SameRequestAgainByAnotherProcess_IsCarriedOutOnce()
    {
        await OfferThreeZonesAsync();
        ProviderOutcome first = await SetAsync("r1", 8);

        Assert.Equal(first, await SetAsync("r1", 8));
        Assert.Equal(first, await SetAsync("r1", 8, provider: AnotherProvider));
        await AssertHeldAsync(8);
    }

    [Fact]
    public async Task Set_SameRequestAgainAfterItWasReduced_HoldsNoMoreThanBefore()
    {
        await OfferAsync(new OfferedZone("1", 0.2m, 10));
        ProviderOutcome.Reduced first = Assert.IsType<ProviderOutcome.Reduced>(await SetAsync("r1", 14));

        ProviderOutcome.Reduced second = Assert.IsType<ProviderOutcome.Reduced>(await SetAsync("r1", 14, provider: AnotherProvider));

        Assert.Equal((first.Quantity, first.Failure.Class), (second.Quantity, second.Failure.Class));
        await AssertHeldAsync(10);
    }

    [Fact]
    public async Task Set_Nothing_IsAppliedAndCanBeRaisedAgain()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 7, allocated: 0);

        Assert.Equal(new ProviderOutcome.Applied(0), await SetAsync("r1", 0));
        Assert.Null(await HeldAsync());
        Assert.Equal(new ProviderOutcome.Applied(4), await SetAsync("r2", 4));
        await AssertHeldAsync(4);
    }

    [Fact]
    public async Task Set_NothingWhereNothingIsHeld_IsApplied()
    {
        await OfferThreeZonesAsync();

        Assert.Equal(new ProviderOutcome.Applied(0), await SetAsync("r1", 0));
        Assert.Null(await HeldAsync());
    }

    [Fact]
    public async Task Set_MoreThanTheZoneHas_StepsDownToWhatItHas()
    {
        await OfferAsync(new OfferedZone("1", 0.2m, 10));
        await HoldAsync(Accounts.First, "1", 4, allocated: 2);
        await HoldAsync(Accounts.Second, "1", 1, allocated: 0);

        ProviderOutcome.Reduced outcome = Assert.IsType<ProviderOutcome.Reduced>(await SetAsync("r1", 30));

        // 10 exist, the other account holds 1.
        Assert.Equal(9, outcome.Quantity);
        Assert.Equal(FailureClass.ZoneFull, outcome.Failure.Class);
        await AssertHeldAsync(9);
    }

    [Fact]
    public async Task Set_MoreWhereNothingIsLeft_IsRefusedAndKeepsWhatIsHeld()
    {
        await OfferAsync(new OfferedZone("1", 0.2m, 10));
        await HoldAsync(Accounts.First, "1", 4, allocated: 4);
        await HoldAsync(Accounts.Second, "1", 6, allocated: 0);

        Assert.Equal(FailureClass.ZoneFull, RefusalIn(await SetAsync("r1", 5)).Class);
        await AssertHeldAsync(4);
    }

    [Fact]
    public async Task Set_LessInAFullZone_IsAppliedAndMakesRoom()
    {
        await OfferAsync(new OfferedZone("1", 0.2m, 10));
        await HoldAsync(Accounts.First, "1", 4, allocated: 1);
        await HoldAsync(Accounts.Second, "1", 6, allocated: 0);
        await DisturbAsync(ProviderFault.ZoneFull, "1");

        Assert.Equal(new ProviderOutcome.Applied(2), await SetAsync("r1", 2));
        await CalmAsync();
        Assert.Equal(new ProviderOutcome.Applied(8), await SetAsync("r2", 8, account: Accounts.Second));
    }

    [Fact]
    public async Task Set_DownToWhatIsAllocated_IsApplied()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 10, allocated: 6);

        Assert.Equal(new ProviderOutcome.Applied(6), await SetAsync("r1", 6));
        await AssertHeldAsync(6);
    }

    [Fact]
    public async Task Set_BelowWhatIsAllocated_IsRefusedAndNamesTheNumber()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 10, allocated: 6);

        ProviderFailure failure = RefusalIn(await SetAsync("r1", 5));

        Assert.Equal(FailureClass.Invalid, failure.Class);
        Assert.Contains("6", failure.Message, StringComparison.Ordinal);
        await AssertHeldAsync(10);
    }

    /// <summary>More may run than is held; then a raise that does not reach it is a raise all the same.</summary>
    [Fact]
    public async Task Set_MoreThoughStillBelowWhatIsAllocated_IsApplied()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 4, allocated: 8);

        Assert.Equal(new ProviderOutcome.Applied(6), await SetAsync("r1", 6));
        await AssertHeldAsync(6);
    }

    [Fact]
    public async Task Set_MoreThanTheQuotaAllows_StepsDownAndNamesItsNumbers()
    {
        await OfferThreeZonesAsync();
        await LimitQuotaAsync(12);
        await HoldAsync(Accounts.Second, "2", 5, allocated: 0);

        ProviderOutcome.Reduced outcome = Assert.IsType<ProviderOutcome.Reduced>(await SetAsync("r1", 10));

        // 12 may be held over all zones, 5 are.
        Assert.Equal(7, outcome.Quantity);
        Assert.Equal(FailureClass.Quota, outcome.Failure.Class);
        AssertShortage(outcome.Failure.Quota);
        await AssertHeldAsync(7);
    }
}
