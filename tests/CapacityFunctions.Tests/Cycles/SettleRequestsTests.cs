using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Overrides;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static CapacityFunctions.Tests.Cycles.OpenRequestCases;

namespace CapacityFunctions.Tests.Cycles;

public sealed class SettleRequestsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly FakeTimeProvider _time = new(Noon.AddMinutes(5));

    [Fact]
    public async Task RunAsync_IntentsOfTheCycleBefore_AreCarriedOut()
    {
        await using ServiceProvider app = Create();
        RequestStore requests = app.GetRequiredService<RequestStore>();
        ReservationRequest[] intents = [Raise(Noon, "a"), Raise(Noon, "b", target: 3)];
        await requests.WriteIntentsAsync(intents);

        Assert.Equal(0, await SettleAsync(app));

        Assert.All(await requests.ListForCycleAsync(CycleId.At(Noon)), request => Assert.Equal(RequestOutcome.Applied, request.Outcome));
        Assert.Equal(9, (await app.GetRequiredService<ICapacityProvider>().ListReservationsAsync(Cores)).Sum(reservation => reservation.Quantity));
        Assert.Empty(await requests.ListOpenAsync(CycleId.At(Noon.AddMinutes(10))));
    }

    /// <summary>Decided before the freeze, and its process died before the provider was asked.</summary>
    [Fact]
    public async Task RunAsync_FrozenMeanwhile_WithdrawsIntentsOfWhatIsFrozen()
    {
        await using ServiceProvider app = Create();
        RequestStore requests = app.GetRequiredService<RequestStore>();
        ReservationRequest frozen = Raise(Noon, "a");
        await requests.WriteIntentsAsync([frozen, Raise(Noon, "b", target: 3)]);
        await app.GetRequiredService<OverrideStore>().AdmitAsync(new Override
        {
            Kind = OverrideKind.Freeze,
            AccountId = "a",
            ResourceType = Override.Everything,
            EffectiveFrom = Noon,
            ExpiresAt = Noon.AddHours(1),
            Reason = "stop",
        });

        await SettleAsync(app);

        ReservationRequest settled = (await requests.GetAsync(frozen.CycleId, frozen.Id))!;
        Assert.Equal(RequestOutcome.Withdrawn, settled.Outcome);
        Assert.Contains("override freeze", settled.OutcomeReason, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single(await app.GetRequiredService<ICapacityProvider>().ListReservationsAsync(Cores)).Quantity);
    }

    [Fact]
    public async Task RunAsync_TwoForOnePlace_TheNewerCounts()
    {
        await using ServiceProvider app = Create();
        RequestStore requests = app.GetRequiredService<RequestStore>();
        ReservationRequest older = Raise(Noon.AddMinutes(-5), target: 20);
        await requests.WriteIntentsAsync([older, Raise(Noon, target: 4)]);

        await SettleAsync(app);

        Assert.Equal(RequestOutcome.Withdrawn, (await requests.GetAsync(older.CycleId, older.Id))!.Outcome);
        Assert.Equal(4, Assert.Single(await app.GetRequiredService<ICapacityProvider>().ListReservationsAsync(Cores)).Quantity);
    }

    [Fact]
    public async Task RunAsync_StillUnderWay_StaysOpenForTheNextCycle()
    {
        await using ServiceProvider app = Create(("Capacity:Ledger:ProvisioningDelay", "00:08:00"));
        RequestStore requests = app.GetRequiredService<RequestStore>();
        await requests.WriteIntentsAsync([Raise(Noon)]);

        Assert.Equal(1, await SettleAsync(app));
        Assert.Equal(RequestOutcome.Pending, Assert.Single(await requests.ListOpenAsync(CycleId.At(Noon.AddMinutes(5)))).Outcome);

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await SettleAsync(app));
        Assert.Equal(RequestOutcome.Applied, Assert.Single(await requests.ListForCycleAsync(CycleId.At(Noon))).Outcome);
    }

    [Fact]
    public async Task RunAsync_Refused_IsRememberedAsACoolDownOfTheFamily()
    {
        await using ServiceProvider app = Create(
            ("Capacity:Ledger:Quotas:cores", "5"), ("Capacity:Ledger:Families:cores", "standardDSv5Family"));
        await app.GetRequiredService<RequestStore>().WriteIntentsAsync([Raise(Noon, "a", target: 5)]);
        await SettleAsync(app);
        await app.GetRequiredService<RequestStore>().WriteIntentsAsync([Raise(Noon.AddMinutes(5), "b")]);
        _time.Advance(TimeSpan.FromMinutes(5));

        await SettleAsync(app);

        // Ten minutes for a quota that is used up.
        CoolDown coolDown = Assert.Single(await app.GetRequiredService<CoolDownStore>().ListAsync());
        Assert.Equal(("standardDSv5Family", null, Noon.AddMinutes(20)), (coolDown.Family, coolDown.Zone, coolDown.Until));
    }

    private ServiceProvider Create(params (string Name, string Value)[] settings) => AppServices.Create(azurite.ConnectionString, _time, [], settings);

    private Task<int> SettleAsync(ServiceProvider app) => ActivatorUtilities.CreateInstance<SettleRequests>(app)
        .RunAsync(new CycleRequest(CycleId.At(_time.GetUtcNow())), CancellationToken.None);
}
