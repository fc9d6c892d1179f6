using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using Xunit;

namespace CapacityFunctions.Testing.Providers;

/// <content>Refusals are values with a class, leave what was held, and time heals them.</content>
public abstract partial class CapacityProviderConformance
{
    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Set_Refused_TellsClassAndCodeAndKeepsWhatIsHeld(ProviderFault fault, FailureClass expected, string[] codes)
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 4, allocated: 3);
        await DisturbAsync(fault, "1");

        ProviderFailure failure = RefusalIn(await SetAsync("r1", 9));

        Assert.Equal(expected, failure.Class);
        Assert.Contains(failure.Code, codes);
        Assert.NotEmpty(failure.Message);
        await AssertHeldAsync(4);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Set_AfterTheRefusalHasPassed_IsApplied(ProviderFault fault, FailureClass expected, string[] codes)
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 4, allocated: 3);
        await DisturbAsync(fault, "1");
        ProviderFailure failure = RefusalIn(await SetAsync("r1", 9));
        Assert.True(failure.Class == expected, $"{failure}: not one of {string.Join(", ", codes)}");

        await CalmAsync();
        await PassAsync(RetryAfter);

        Assert.Equal(new ProviderOutcome.Applied(9), await SetAsync("r2", 9));
        await AssertHeldAsync(9);
    }

    [Fact]
    public async Task Set_WhileAnotherZoneIsFull_IsApplied()
    {
        await OfferThreeZonesAsync();
        await DisturbAsync(ProviderFault.ZoneFull, "1");

        Assert.Equal(FailureClass.ZoneFull, RefusalIn(await SetAsync("r1", 9)).Class);
        Assert.Equal(new ProviderOutcome.Applied(9), await SetAsync("r2", 9, "2"));
    }

    [Fact]
    public async Task Set_Throttled_TellsHowLongToWait()
    {
        await OfferThreeZonesAsync();
        await DisturbAsync(ProviderFault.Throttled, "1");

        Assert.Equal(RetryAfter, RefusalIn(await SetAsync("r1", 9)).RetryAfter);
    }

    [Fact]
    public async Task Set_QuotaExhausted_NamesItsNumbers()
    {
        await OfferThreeZonesAsync();
        await DisturbAsync(ProviderFault.QuotaExhausted, "1");

        AssertShortage(RefusalIn(await SetAsync("r1", 9)).Quota);
    }

    [Fact]
    public async Task Set_InAZoneThatThereIsNot_IsNotOffered()
    {
        await OfferThreeZonesAsync();

        Assert.Equal(FailureClass.NotOffered, RefusalIn(await SetAsync("r1", 1, "9")).Class);
    }

    /// <summary>An increase that fails on the way must not leave the reservation unusable, nor larger or smaller than it was.</summary>
    [Fact]
    public async Task Set_IncreaseFailsOnTheWay_IsRolledBack()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 5, allocated: 4);
        await DisturbAsync(ProviderFault.FailedIncrease, "1");

        RefusalIn(await SetAsync("r1", 9));

        await AssertHeldAsync(5);
        Assert.Equal(4, (await HeldAsync())!.Allocated);
        await CalmAsync();
        Assert.Equal(new ProviderOutcome.Applied(8), await SetAsync("r2", 8));
        await AssertHeldAsync(8);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(2)]
    public async Task Set_AnswerIsLostAfterApplying_AskingAgainSettlesIt(int quantity)
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 4, allocated: 0);
        await DisturbAsync(ProviderFault.TimeOutAfterApplying, "1");

        // Whether the provider throws or finds out by itself is its own affair.
        await Record.ExceptionAsync(() => SetAsync("r1", quantity));

        Assert.Equal(new ProviderOutcome.Applied(quantity), await SetAsync("r1", quantity, provider: AnotherProvider));
        await AssertHeldAsync(quantity);
    }

    [Fact]
    public async Task Set_TakesTime_IsPendingUntilItsEndAndTellsItWhenAskedAgain()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 4, allocated: 3);
        await DelayAsync(TimeSpan.FromMinutes(10));

        ProviderOutcome.Pending pending = Assert.IsType<ProviderOutcome.Pending>(await SetAsync("r1", 9));
        Assert.Equal(9, pending.Quantity);
        Assert.IsType<ProviderOutcome.Pending>(await SetAsync("r1", 9, provider: AnotherProvider));

        await PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(new ProviderOutcome.Applied(9), await SetAsync("r1", 9, provider: AnotherProvider));
        await AssertHeldAsync(9);
    }

    /// <summary>Nothing can run on it yet, so nothing may be promised on it.</summary>
    [Fact]
    public async Task ListReservations_WhileAnIncreaseIsPending_TellsWhatIsThere()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 4, allocated: 3);
        await DelayAsync(TimeSpan.FromMinutes(10));

        await SetAsync("r1", 9);

        Reservation held = (await HeldAsync())!;
        Assert.Equal((4m, 3m), (held.Quantity, held.Allocated));
    }

    [Fact]
    public async Task Set_ReleaseWhereIncreasesTakeTime_IsAppliedAtOnce()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 4, allocated: 0);
        await DelayAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(new ProviderOutcome.Applied(1), await SetAsync("r1", 1));
        await AssertHeldAsync(1);
    }

    private static void AssertShortage(QuotaShortage? shortage)
    {
        Assert.NotNull(shortage);
        Assert.NotEmpty(shortage.Name);
        Assert.True(shortage.Usage + shortage.Required > shortage.Limit, $"{shortage}");
        Assert.Equal(shortage.Usage + shortage.Required, shortage.NewLimit);
    }
}
