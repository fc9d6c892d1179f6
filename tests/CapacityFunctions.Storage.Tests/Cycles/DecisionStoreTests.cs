using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Cycles;

public sealed class DecisionStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly CycleId Cycle = CycleId.At(Instants.Noon);
    private readonly StorageHost _host = new(azurite);

    private DecisionStore Decisions => _host.Get<DecisionStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task GetAsync_Saved_IsWhatWasSaved()
    {
        AccountDecision decision = Of(Instants.Alpha) with
        {
            UsageNow = 0.1 + 0.2,
            UsageAt = Instants.Noon.AddMinutes(-5),
            Forecasts = [new HorizonPeak(ForecastHorizon.Hour, 12.2, 0.9, 9, 17, "ets", "High")],
            Overrides =
            [
                new Override
                {
                    Id = "o", Kind = OverrideKind.ReservationFloor, AccountId = "*", ResourceType = "cpu", Value = 4, ExpiresAt = Instants.Noon, Reason = "r",
                },
            ],
        };
        await Decisions.SaveAsync([decision]);

        Assert.Equivalent(decision, await Decisions.GetAsync(Cycle, Instants.Alpha, Instants.Cpu), strict: true);
        Assert.Null(await Decisions.GetAsync(Cycle, Instants.Beta, Instants.Cpu));
    }

    [Fact]
    public async Task ListAsync_MoreThanABatchSavedTwice_AreInOrderOnce()
    {
        AccountDecision[] decisions = [.. Enumerable.Range(0, 230).Select(index => Of(new AccountId($"account-{index:D3}")))];
        await Decisions.SaveAsync([.. decisions.Reverse()]);
        await Decisions.SaveAsync([.. decisions.Select(decision => decision with { Unmet = 1 })]);

        IReadOnlyList<AccountDecision> listed = await Decisions.ListAsync(Cycle);

        Assert.Equal(decisions.Select(decision => decision.AccountId), listed.Select(decision => decision.AccountId));
        Assert.All(listed, decision => Assert.Equal(1, decision.Unmet));
        Assert.Empty(await Decisions.ListAsync(CycleId.At(Instants.Noon.AddMinutes(5))));
    }

    [Fact]
    public async Task SaveAsync_LongReasons_GoOverSeveralProperties()
    {
        // 200,000 characters: more than the 32,768 that one property holds, with characters that JSON escapes to six.
        AccountDecision decision = Of(Instants.Alpha) with { Reasons = [new string('ä', 20_000), new string('x', 180_000), "😀"] };
        await Decisions.SaveAsync([decision, Of(Instants.Beta)]);

        Assert.Equal(decision.Reasons, (await Decisions.GetAsync(Cycle, Instants.Alpha, Instants.Cpu))!.Reasons);
    }

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task GetAsync_NastyNames_RoundTrip(string name)
    {
        AccountDecision decision = Of(new AccountId(name)) with
        {
            ResourceType = new ResourceType(name),
            ReservedAfter = new Dictionary<string, decimal>(StringComparer.Ordinal) { [name] = 3.5m },
        };
        await Decisions.SaveAsync([decision]);

        Assert.Equivalent(decision, await Decisions.GetAsync(Cycle, decision.AccountId, decision.ResourceType), strict: true);
    }

    private static AccountDecision Of(AccountId account) => new()
    {
        CycleId = Cycle,
        AccountId = account,
        ResourceType = Instants.Cpu,
        Mode = OperatingMode.Enforce,
        ReservedBefore = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 10m },
        ReservedAfter = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 10m, ["2"] = 2.5m },
        AllocatedBefore = 10,
        AllocatedAfter = 12.5m,
        EffectivePriority = 3,
        Reasons = ["demand above reservation"],
    };
}
