using CapacityFunctions.Azure.Offers;
using CapacityFunctions.Azure.Quotas;
using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Testing.Providers;

namespace CapacityFunctions.Azure.Tests.Quotas;

/// <summary>The laws of limits, held by a quota group of the stand-in; and what is Azure's own.</summary>
public sealed class QuotaGroupAllocationsTests : AllocationProviderConformance, IAsyncLifetime
{
    private const int Cores = 4;
    private readonly Stage _stage = new();

    protected override (AccountId First, AccountId Second) Accounts =>
        (new AccountId("22222222-2222-4222-8222-222222222222"), new AccountId("33333333-3333-4333-8333-333333333333"));

    protected override IAllocationProvider Provider => AnotherProvider;

    protected override IAllocationProvider AnotherProvider => _stage.NewAllocations();

    private QuotaState Quota => _stage.World.Quotas[0];

    public async ValueTask InitializeAsync()
    {
        await _stage.InitializeAsync();
        _stage.World.Quotas.Add(new QuotaState(ControlPlaneWorld.Family.ToLowerInvariant(), 100 * Cores));
        _stage.Options.QuotaGroup.ManagementGroup = "mg";
        _stage.Options.QuotaGroup.Name = "shared";
        _stage.Options.QuotaGroup.Sizes.Add(Resource.Value);
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task SetLimits_Units_AreCoresOfTheFamily()
    {
        await Provider.SetLimitsAsync(Resource, [new LimitRequest(Accounts.First, 7)]);

        Assert.Equal(7 * Cores, Quota.Allocated[Accounts.First.Value]);
    }

    [Fact]
    public async Task SetLimits_AccountInTheProviderSubscription_HasNoQuotaOfItsOwn()
    {
        ProviderOutcome? outcome = Assert.Single(await Provider.SetLimitsAsync(Resource, [new LimitRequest(new AccountId("alpha"), 7)]));

        Assert.Equal(FailureClass.Invalid, Assert.IsType<ProviderOutcome.Refused>(outcome).Failure.Class);
        Assert.DoesNotContain(_stage.Server.Requests, request => request.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SetLimits_HalfAMachine_IsNotAskedFor()
    {
        ProviderOutcome? outcome = Assert.Single(await Provider.SetLimitsAsync(Resource, [new LimitRequest(Accounts.First, 1.5m)]));

        Assert.Equal(FailureClass.Invalid, Assert.IsType<ProviderOutcome.Refused>(outcome).Failure.Class);
    }

    /// <summary>Not now says nothing of an earlier question: the change stays open, and is asked for again.</summary>
    [Theory]
    [InlineData(429)]
    [InlineData(409)]
    [InlineData(503)]
    public async Task SetLimits_NotNow_IsLeftOpen(int status)
    {
        _stage.World.Disturb = call => call.Behaviour.Method == "PATCH" ? Reply.Error(status, "NotNow", "Later.") : null;

        Assert.Null(Assert.Single(await Provider.SetLimitsAsync(Resource, [new LimitRequest(Accounts.First, 7)])));

        _stage.World.Disturb = _ => null;
        Assert.Equal([new ProviderOutcome.Applied(7)], await Provider.SetLimitsAsync(Resource, [new LimitRequest(Accounts.First, 7)]));
    }

    [Fact]
    public async Task SetLimits_TwoSizesOfOneFamily_AreTooManyForOneNumber()
    {
        _stage.World.Skus.Add(new SkuState("Standard_D8s_v5", ControlPlaneWorld.Family, 8, ["1"]));
        _stage.Options.QuotaGroup.Sizes.Add("Standard_D8s_v5");

        InvalidOperationException problem = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Provider.SetLimitsAsync(Resource, [new LimitRequest(Accounts.First, 7)]));

        Assert.Contains("QuotaGroup__Sizes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeepsLimits_WithoutAGroupOrForAnotherSize_DoesNot()
    {
        Assert.False(Provider.KeepsLimits(new ResourceType("Standard_E8s_v5")));
        _stage.Options.QuotaGroup.Name = null;
        Assert.False(Provider.KeepsLimits(Resource));
    }

    protected override Task UseAsync(AccountId account, decimal units)
    {
        Quota.InUse[account.Value] = (long)units * Cores;
        return Task.CompletedTask;
    }

    protected override Task ExhaustAsync()
    {
        Quota.Limit = Quota.Allocated.Values.Sum();
        return Task.CompletedTask;
    }

    protected override Task LoseNextAnswerAsync()
    {
        bool isLost = false;
        _stage.World.Disturb = call =>
        {
            if (isLost || call.Behaviour.Method != "PATCH")
            {
                return null;
            }

            isLost = true;
            call.Behaviour.Answer(_stage.World, call);
            return new Reply(0) { Lost = true };
        };
        return Task.CompletedTask;
    }

    protected override Task CalmAsync()
    {
        Quota.Limit = 100 * Cores;
        return Task.CompletedTask;
    }

    protected override Task DelayAsync(TimeSpan delay)
    {
        _stage.World.Delay = delay;
        return Task.CompletedTask;
    }

    protected override Task PassAsync(TimeSpan time)
    {
        _stage.World.Time.Advance(time);
        return Task.CompletedTask;
    }

    private sealed class Stage : ControlPlaneTest
    {
        internal QuotaGroupAllocations NewAllocations() => new(
            new QuotaGroups(Connect(), Options, TimeProvider.System),
            new SkuCatalogue(Connect(), Options, TimeProvider.System),
            Options,
            TimeProvider.System);
    }
}
