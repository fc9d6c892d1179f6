using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static CapacityFunctions.Tests.Cycles.OpenRequestCases;

namespace CapacityFunctions.Tests.Cycles;

public sealed class RequestApplierTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly FakeTimeProvider _time = new(Noon);

    [Fact]
    public async Task ApplyAsync_Granted_WritesWhatIsHeld()
    {
        await using ServiceProvider app = Create();
        ReservationRequest request = await IntendAsync(app, Raise(Noon));

        ReservationRequest applied = await app.GetRequiredService<RequestApplier>().ApplyAsync(request, CancellationToken.None);

        Assert.Equal((RequestOutcome.Applied, 6m), (applied.Outcome, applied.Granted));
        Assert.Equal(applied, await StoredAsync(app, request));
    }

    [Fact]
    public async Task ApplyAsync_Refused_WritesTheFailureWithItsNumbers()
    {
        await using ServiceProvider app = Create(
            ("Capacity:Ledger:Quotas:cores", "0"), ("Capacity:Ledger:Families:cores", "standardDSv5Family"));
        ReservationRequest request = await IntendAsync(app, Raise(Noon));

        await app.GetRequiredService<RequestApplier>().ApplyAsync(request, CancellationToken.None);

        ReservationRequest refused = await StoredAsync(app, request);
        Assert.Equal((RequestOutcome.Refused, FailureClass.Quota, "QuotaExceeded"), (refused.Outcome, refused.Failure!.Class, refused.Failure.Code));
        Assert.Equal(new QuotaShortage("standardDSv5Family", 0, 0, 6, 6), refused.Failure.Quota);
        Assert.Equal(refused.Failure.Message, refused.OutcomeReason);
        Assert.Null(refused.Granted);
    }

    [Fact]
    public async Task ApplyAsync_Throttled_WritesHowLongToWait()
    {
        await using ServiceProvider app = Create(
            ("Capacity:Ledger:Faults:0:Zone", "1"), ("Capacity:Ledger:Faults:0:Kind", "Throttled"), ("Capacity:Ledger:Faults:0:RetryAfter", "00:00:37"));
        ReservationRequest request = await IntendAsync(app, Raise(Noon));

        await app.GetRequiredService<RequestApplier>().ApplyAsync(request, CancellationToken.None);

        Assert.Equal(TimeSpan.FromSeconds(37), (await StoredAsync(app, request)).Failure!.RetryAfter);
    }

    [Fact]
    public async Task ApplyAsync_PendingAskedAgain_TellsHowItEnded()
    {
        await using ServiceProvider app = Create(("Capacity:Ledger:ProvisioningDelay", "00:30:00"));
        RequestApplier applier = app.GetRequiredService<RequestApplier>();
        ReservationRequest pending = await applier.ApplyAsync(await IntendAsync(app, Raise(Noon)), CancellationToken.None);
        Assert.Equal((RequestOutcome.Pending, Noon.AddMinutes(30)), (pending.Outcome, pending.ReadyAt));

        // Longer than an intent may wait: what is under way goes on until it has ended.
        _time.Advance(TimeSpan.FromMinutes(30));
        ReservationRequest ended = await applier.ApplyAsync(pending, CancellationToken.None);

        Assert.Equal((RequestOutcome.Applied, 6m, null), (ended.Outcome, ended.Granted, ended.ReadyAt));
    }

    [Fact]
    public async Task ApplyAsync_IntentWhoseTimeIsOver_IsNotCarriedOut()
    {
        await using ServiceProvider app = Create();
        ReservationRequest request = await IntendAsync(app, Raise(Noon));
        _time.Advance(TimeSpan.FromMinutes(16));

        ReservationRequest withdrawn = await app.GetRequiredService<RequestApplier>().ApplyAsync(request, CancellationToken.None);

        Assert.Equal(RequestOutcome.Withdrawn, withdrawn.Outcome);
        Assert.Empty(await app.GetRequiredService<ICapacityProvider>().ListReservationsAsync(Cores));
    }

    [Fact]
    public async Task ApplyAsync_IntentWhoseTimeIsOverButWasCarriedOut_IsApplied()
    {
        await using ServiceProvider app = Create();
        ReservationRequest request = await IntendAsync(app, Raise(Noon));
        await app.GetRequiredService<ICapacityProvider>().SetReservationAsync(request.Id, request.AccountId, Cores, "1", request.Target);
        _time.Advance(TimeSpan.FromMinutes(16));

        ReservationRequest applied = await app.GetRequiredService<RequestApplier>().ApplyAsync(request, CancellationToken.None);

        Assert.Equal((RequestOutcome.Applied, 6m), (applied.Outcome, applied.Granted));
    }

    private ServiceProvider Create(params (string Name, string Value)[] settings) => AppServices.Create(azurite.ConnectionString, _time, [], settings);

    private static async Task<ReservationRequest> IntendAsync(ServiceProvider app, ReservationRequest request) =>
        Assert.Single(await app.GetRequiredService<RequestStore>().WriteIntentsAsync([request]));

    private static async Task<ReservationRequest> StoredAsync(ServiceProvider app, ReservationRequest request) =>
        (await app.GetRequiredService<RequestStore>().GetAsync(request.CycleId, request.Id))!;
}
