using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using Xunit;

namespace CapacityFunctions.Testing.Providers;

/// <summary>The laws of <see cref="IAllocationProvider"/>. A provider's tests derive from this and say how its world is set up and disturbed.</summary>
/// <remarks>Each test has a world of its own, in which nobody has a limit and 100 units are to be had.</remarks>
public abstract class AllocationProviderConformance
{
    protected virtual ResourceType Resource => new("Standard_D4s_v5");

    /// <summary>Two accounts, in the order of their ids.</summary>
    protected virtual (AccountId First, AccountId Second) Accounts => (new AccountId("alpha"), new AccountId("beta"));

    protected abstract IAllocationProvider Provider { get; }

    /// <summary>A provider in another process, over the same world: it remembers nothing of the first one.</summary>
    protected abstract IAllocationProvider AnotherProvider { get; }

    /// <summary>Has units of an account be in use.</summary>
    protected abstract Task UseAsync(AccountId account, decimal units);

    /// <summary>Raises are refused for want of quota from now on.</summary>
    protected abstract Task ExhaustAsync();

    /// <summary>The next change is carried out, and its answer is lost. Once.</summary>
    protected abstract Task LoseNextAnswerAsync();

    /// <summary>Nothing goes wrong from now on.</summary>
    protected abstract Task CalmAsync();

    /// <summary>Raises take this long from now on.</summary>
    protected abstract Task DelayAsync(TimeSpan delay);

    protected abstract Task PassAsync(TimeSpan time);

    [Fact]
    public async Task ReadLimits_NothingSet_IsNothing()
    {
        Assert.True(Provider.KeepsLimits(Resource));
        await AssertLimitsAsync(0, 0);
    }

    [Fact]
    public async Task SetLimits_GiverAndReceiver_AreInForceFromThenOn()
    {
        Assert.Equal([new ProviderOutcome.Applied(10), new ProviderOutcome.Applied(5)], await SetAsync(10, 5));
        await AssertLimitsAsync(10, 5);

        Assert.Equal([new ProviderOutcome.Applied(6)], await Provider.SetLimitsAsync(Resource, [new(Accounts.First, 6)]));
        Assert.Equal([new ProviderOutcome.Applied(9)], await Provider.SetLimitsAsync(Resource, [new(Accounts.Second, 9)]));
        await AssertLimitsAsync(6, 9);
    }

    [Fact]
    public async Task SetLimits_SameLimitAgainByAnotherProcess_ChangesNothing()
    {
        await SetAsync(10, 5);

        Assert.Equal([new ProviderOutcome.Applied(10), new ProviderOutcome.Applied(5)], await SetAsync(10, 5, AnotherProvider));
        await AssertLimitsAsync(10, 5);
    }

    [Fact]
    public async Task SetLimits_ToNothing_IsApplied()
    {
        await SetAsync(10, 5);

        Assert.Equal([new ProviderOutcome.Applied(0), new ProviderOutcome.Applied(5)], await SetAsync(0, 5));
        await AssertLimitsAsync(0, 5);
    }

    /// <summary>Only unused units move, and one account's refusal says nothing of another's.</summary>
    [Fact]
    public async Task SetLimits_BelowWhatIsInUse_IsRefusedAndTheOtherIsApplied()
    {
        await SetAsync(10, 5);
        await UseAsync(Accounts.First, 8);

        IReadOnlyList<ProviderOutcome?> outcomes = await SetAsync(7, 2);

        // In units or in what the provider counts, 4 for a unit.
        Assert.Matches("8|32", RefusalIn(outcomes[0]).Message);
        Assert.Equal(new ProviderOutcome.Applied(2), outcomes[1]);
        await AssertLimitsAsync(10, 2);
        Assert.Equal(new ProviderOutcome.Applied(8), (await SetAsync(8, 2))[0]);
    }

    [Fact]
    public async Task SetLimits_NoMoreQuota_RaiseIsRefusedAndKeepsWhatIsInForce()
    {
        await SetAsync(10, 5);
        await ExhaustAsync();

        ProviderFailure failure = RefusalIn((await SetAsync(10, 9))[1]);

        Assert.Equal(FailureClass.Quota, failure.Class);
        Assert.NotEmpty(failure.Message);
        await AssertLimitsAsync(10, 5);
        await CalmAsync();
        Assert.Equal(new ProviderOutcome.Applied(9), (await SetAsync(10, 9))[1]);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(3)]
    public async Task SetLimits_AnswerIsLost_AskingAgainSettlesIt(int units)
    {
        await SetAsync(10, 5);
        await LoseNextAnswerAsync();

        await Provider.SetLimitsAsync(Resource, [new(Accounts.First, units)]);

        Assert.Equal([new ProviderOutcome.Applied(units)], await AnotherProvider.SetLimitsAsync(Resource, [new(Accounts.First, units)]));
        await AssertLimitsAsync(units, 5);
    }

    /// <summary>Nothing can be used of it yet, so what was in force before is what is listed.</summary>
    [Fact]
    public async Task SetLimits_RaiseTakesTime_IsPendingUntilItsEndAndTellsItWhenAskedAgain()
    {
        await SetAsync(10, 5);
        await DelayAsync(TimeSpan.FromMinutes(8));

        Assert.Equal(14, Assert.IsType<ProviderOutcome.Pending>((await SetAsync(14, 5))[0]).Quantity);
        Assert.IsType<ProviderOutcome.Pending>((await SetAsync(14, 5, AnotherProvider))[0]);
        await AssertLimitsAsync(10, 5);

        await PassAsync(TimeSpan.FromMinutes(8));

        Assert.Equal(new ProviderOutcome.Applied(14), (await SetAsync(14, 5, AnotherProvider))[0]);
        await AssertLimitsAsync(14, 5);
    }

    private Task<IReadOnlyList<ProviderOutcome?>> SetAsync(decimal first, decimal second, IAllocationProvider? provider = null) =>
        (provider ?? Provider).SetLimitsAsync(
            Resource, [new(Accounts.First, first), new(Accounts.Second, second)], TestContext.Current.CancellationToken);

    private async Task AssertLimitsAsync(decimal first, decimal second)
    {
        IReadOnlyDictionary<AccountId, decimal> limits = await AnotherProvider.ReadLimitsAsync(
            Resource, [Accounts.First, Accounts.Second], TestContext.Current.CancellationToken);
        Assert.Equal((first, second), (limits.GetValueOrDefault(Accounts.First), limits.GetValueOrDefault(Accounts.Second)));
    }

    private static ProviderFailure RefusalIn(ProviderOutcome? outcome) => Assert.IsType<ProviderOutcome.Refused>(outcome).Failure;
}
