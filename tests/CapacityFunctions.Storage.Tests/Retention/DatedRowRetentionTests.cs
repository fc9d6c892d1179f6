using Azure.Storage.Blobs;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Accuracy;
using CapacityFunctions.Storage.Audit;
using CapacityFunctions.Storage.Idempotency;
using CapacityFunctions.Storage.Ledger;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Storage.Overrides;
using CapacityFunctions.Storage.Performance;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Storage.Signals;
using CapacityFunctions.Storage.Timeline;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Retention;

/// <summary>What is kept by days or hours goes in whole ones; the rest to the instant.</summary>
public sealed class DatedRowRetentionTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private const int Plenty = 1000;
    private static readonly DateTimeOffset Midnight = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private readonly AzuriteFixture _azurite = azurite;
    private readonly StorageHost _host = new(azurite);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Usage_BeforeAnInstant_LosesItsEarlierDaysAndStaysKnown()
    {
        UsageStore store = _host.Get<UsageStore>();
        ResourceType other = new("cp");
        await store.AppendAsync(
        [
            new ResourceUsage(Instants.Alpha, Instants.Cpu, Midnight.AddMinutes(-5), 1, "1"),
            new ResourceUsage(Instants.Alpha, Instants.Cpu, Midnight.AddMinutes(-5), 1, "2"),
            new ResourceUsage(Instants.Alpha, Instants.Cpu, Midnight, 2, "1"),
            new ResourceUsage(Instants.Alpha, other, Midnight.AddDays(-9), 3, Zone: null),
        ]);

        Assert.Equal(0, await store.DeleteBeforeAsync(Instants.Alpha, Instants.Cpu, Midnight.AddTicks(-1), Plenty));
        Assert.Equal(2, await store.DeleteBeforeAsync(Instants.Alpha, Instants.Cpu, Midnight.AddHours(23), Plenty));

        UsageHistory left = await store.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight.AddDays(-30), Midnight.AddDays(1));
        Assert.Equal([2.0], left.Values.ToArray());
        Assert.Equal(3, (await store.LatestAsync(Instants.Alpha, other))!.Amount);
        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Alpha, other, Midnight, Plenty));
        Assert.Equal(2, (await store.ListSeriesAsync()).Count);
        Assert.Null(await store.LatestAsync(Instants.Alpha, other));
    }

    [Fact]
    public async Task Performance_BeforeAnInstant_LosesItsEarlierHours()
    {
        PerformanceStore store = _host.Get<PerformanceStore>();
        await store.AppendAsync([Measured(Midnight.AddSeconds(-1)), Measured(Midnight), Measured(Midnight.AddHours(1))]);

        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Alpha, Midnight.AddMinutes(59), Plenty));

        Assert.Equal(
            [Midnight, Midnight.AddHours(1)],
            (await store.ReadAsync(Instants.Alpha, Midnight.AddDays(-1), Midnight.AddDays(1))).Select(sample => sample.At));
    }

    [Fact]
    public async Task Requests_BeforeAnInstant_LoseTheirEarlierDaysAndTheMarkStays()
    {
        RequestStore store = _host.Get<RequestStore>();
        ReservationRequest yesterday = Request(Midnight.AddMinutes(-5));
        ReservationRequest today = Request(Midnight);
        await store.WriteIntentsAsync([yesterday, today]);
        await store.SettledBeforeAsync(CycleId.At(Midnight));

        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Noon, Plenty));

        Assert.Empty(await store.ListForCycleAsync(yesterday.CycleId));
        Assert.Equal([today], await store.ListOpenAsync(CycleId.At(Midnight.AddMinutes(5))));
    }

    [Fact]
    public async Task Audit_BeforeAnInstant_LosesItsEarlierDays()
    {
        AuditStore store = _host.Get<AuditStore>();
        AuditRecord old = Change(Midnight.AddTicks(-1));
        await store.AppendAsync(old);
        await store.AppendAsync(old with { CompletedAt = Midnight, Status = 200 });
        await store.AppendAsync(Change(Midnight));

        Assert.Equal(2, await store.DeleteBeforeAsync(Instants.Noon, Plenty));

        Assert.Equal(Midnight, Assert.Single((await store.ListAsync(Midnight.AddDays(-2), Midnight.AddDays(2))).Items).At);
    }

    [Fact]
    public async Task Timeline_BeforeAnInstant_LosesItsEarlierDaysAndKeepsThePeaks()
    {
        TimelineStore store = _host.Get<TimelineStore>();
        await store.SaveAsync([Entry(Midnight.AddMinutes(-5), 30), Entry(Midnight, 4)]);

        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Cpu, Instants.Noon, Plenty));

        Assert.Equal(Midnight, Assert.Single(await store.ListAsync(Instants.Cpu, Midnight.AddDays(-2), Midnight.AddDays(1))).At);
        Assert.Equal(30, await store.PeakBeforeAsync(Instants.Cpu, DateOnly.FromDateTime(Midnight.UtcDateTime)));
    }

    /// <summary>A value holds until the next one, so the last from before the instant is still in force at it.</summary>
    [Fact]
    public async Task Signals_BeforeAnInstant_KeepTheValueInForce()
    {
        SignalStore store = _host.Get<SignalStore>();
        SignalValue[] values = [.. Enumerable.Range(-3, 5).Select(hour => new SignalValue("campaign", "alpha", Instants.Noon.AddHours(hour), hour))];
        SignalValue single = new("holiday", "alpha", Instants.Noon.AddDays(-300), 1);
        await store.AppendAsync([.. values, single]);

        Assert.Equal(2, await store.DeleteBeforeAsync("alpha", Instants.Noon, Plenty));
        Assert.Equal(0, await store.DeleteBeforeAsync("alpha", Instants.Noon, Plenty));

        Assert.Equal([values[2], values[3], values[4], single], await store.ReadAsync("alpha", Instants.Noon, Instants.Noon.AddDays(1)));
    }

    [Fact]
    public async Task Overrides_EndedBeforeAnInstant_GoWithAllCopies()
    {
        OverrideStore store = _host.Get<OverrideStore>();
        await store.CreateAsync(Freeze("expired", Instants.Noon.AddTicks(-1)));
        await store.CreateAsync(Freeze("expires", Instants.Noon));
        await store.CreateAsync(Freeze("cancelled", Instants.Noon.AddDays(9)));
        await store.CancelAsync("cancelled", "otto", Instants.Noon.AddHours(-1));
        await store.CreateAsync(Freeze("open", Instants.Noon.AddDays(9)));

        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Noon, 1));
        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Noon, Plenty));
        Assert.Equal(0, await store.DeleteBeforeAsync(Instants.Noon, Plenty));

        Assert.Equal(["expires", "open"], (await store.ListAsync()).Items.Select(left => left.Id).Order(StringComparer.Ordinal));
        Assert.Null(await store.GetAsync("expired"));
        Assert.Null(await store.GetAsync("cancelled"));
        Assert.NotNull(await store.GetAsync("open"));
        Assert.Equal("open", Assert.Single(await store.ListActiveAsync(Instants.Noon)).Id);
    }

    [Fact]
    public async Task Accuracy_JudgedLastBeforeAnInstant_Goes()
    {
        AccuracyStore store = _host.Get<AccuracyStore>();
        await store.TrySaveAsync(Judged(Instants.Alpha, Midnight.AddHours(-1)), version: null);
        await store.TrySaveAsync(Judged(Instants.Beta, Midnight), version: null);

        Assert.Equal(1, await store.DeleteBeforeAsync(Midnight));

        Assert.Null(await store.FindAsync(Instants.Alpha, Instants.Cpu));
        Assert.NotNull(await store.FindAsync(Instants.Beta, Instants.Cpu));
    }

    [Fact]
    public async Task Idempotency_BegunBeforeAnInstant_GoesWhoeverTheAuthor()
    {
        IdempotencyStore store = _host.Get<IdempotencyStore>();
        await store.BeginAsync("ada", "key", "f");
        await store.BeginAsync("otto", "key", "f");

        Assert.Equal(0, await store.DeleteBeforeAsync(Instants.Noon, Plenty));
        Assert.Equal(2, await store.DeleteBeforeAsync(Instants.Noon.AddSeconds(1), Plenty));

        Assert.IsType<BeginOutcome.Begun>(await store.BeginAsync("ada", "key", "another"));
    }

    [Fact]
    public async Task Ledger_RequestsBeforeAnInstant_AreForgottenAndReservationsStay()
    {
        LedgerCapacityProvider ledger = _host.Get<LedgerCapacityProvider>();
        string old = $"{CycleId.At(Instants.Noon.AddMinutes(-5))}|alpha|cpu|1";
        string young = $"{CycleId.At(Instants.Noon)}|alpha|cpu|1";
        await ledger.SetReservationAsync(old, Instants.Alpha, Instants.Cpu, "1", 5, CancellationToken.None);
        await ledger.SetReservationAsync(young, Instants.Alpha, Instants.Cpu, "1", 7, CancellationToken.None);

        Assert.Equal(1, await ledger.DeleteRequestsBeforeAsync(Instants.Cpu, Instants.Noon, Plenty));

        Assert.Equal(7, Assert.Single(await ledger.ListReservationsAsync(Instants.Cpu)).Quantity);
        await ledger.SetReservationAsync(young, Instants.Alpha, Instants.Cpu, "1", 99, CancellationToken.None);
        Assert.Equal(7, Assert.Single(await ledger.ListReservationsAsync(Instants.Cpu)).Quantity);
    }

    /// <summary>Whose blob is judged by storage's clock, which no test can move: what was written before the end of time is all of them.</summary>
    [Fact]
    public async Task Models_BlobsThatNoRowNames_Go()
    {
        ModelStore store = _host.Get<ModelStore>();
        BlobContainerClient container = new(_azurite.ConnectionString, $"{_host.Prefix}-models");
        await store.SaveAsync(Model(seed: 1));
        Azure.Storage.Blobs.Models.BlobItem named = await container.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.Metadata, Azure.Storage.Blobs.Models.BlobStates.None, prefix: null, CancellationToken.None).SingleAsync();
        BlobClient orphan = container.GetBlobClient("orphan");
        await orphan.UploadAsync(BinaryData.FromString("x"));
        await orphan.SetMetadataAsync(named.Metadata);
        BlobClient unsigned = container.GetBlobClient("unsigned");
        await unsigned.UploadAsync(BinaryData.FromString("x"));
        BlobClient learned = container.GetBlobClient("learned/hour/x");
        await learned.UploadAsync(BinaryData.FromString("x"));

        Assert.Equal(0, await store.DeleteOrphansAsync(DateTimeOffset.UnixEpoch));
        Assert.Equal(1, await store.DeleteOrphansAsync(DateTimeOffset.MaxValue));

        Assert.False(await orphan.ExistsAsync());
        Assert.True(await unsigned.ExistsAsync());
        Assert.True(await learned.ExistsAsync());
        Assert.NotNull(await store.LoadAsync(Instants.Alpha, Instants.Cpu, "5m"));
    }

    private static AccountPerformance Measured(DateTimeOffset at) => new(Instants.Alpha, new ServiceLevelSample { At = at, LatencyMs = 1 });

    private static ReservationRequest Request(DateTimeOffset scheduledAt) => new()
    {
        Id = $"{CycleId.At(scheduledAt)}|alpha|cpu|1",
        CycleId = CycleId.At(scheduledAt),
        AccountId = Instants.Alpha,
        ResourceType = Instants.Cpu,
        Zone = "1",
        Timestamp = scheduledAt,
        RequestType = RequestType.Increase,
        Amount = 1,
        Before = 1,
        Target = 2,
        Reason = "r",
    };

    private static AuditRecord Change(DateTimeOffset at) => new()
    {
        At = at,
        Author = "ada",
        Roles = ["operator"],
        Action = "PostOverride",
        Method = "POST",
        Path = "/api/overrides",
        Body = "{}",
        RequestId = "r",
    };

    private static TimelineEntry Entry(DateTimeOffset at, double demand) => new()
    {
        CycleId = CycleId.At(at),
        ResourceType = Instants.Cpu,
        At = at,
        Status = CycleStatus.Completed,
        Demand = demand,
        Reserved = 7.5m,
        Prices = new Dictionary<string, decimal>(StringComparer.Ordinal),
    };

    private static Override Freeze(string id, DateTimeOffset expiresAt) => new()
    {
        Id = id,
        Kind = OverrideKind.Freeze,
        AccountId = "alpha",
        ResourceType = "cpu",
        EffectiveFrom = Instants.Noon.AddDays(-1),
        CreatedAt = Instants.Noon.AddDays(-1),
        ExpiresAt = expiresAt,
        Reason = "launch",
        Author = "otto",
    };

    private static SeriesAccuracy Judged(AccountId account, DateTimeOffset hour) =>
        new SeriesAccuracy { AccountId = account, ResourceType = Instants.Cpu }.Judged(hour, [], []);

    private static StoredModel Model(byte seed)
    {
        byte[] state = new byte[70_000];
        Array.Fill(state, seed);
        return new StoredModel
        {
            AccountId = Instants.Alpha,
            ResourceType = Instants.Cpu,
            Grid = "5m",
            TrainedAt = Instants.Noon,
            Through = Instants.Noon,
            State = state,
        };
    }
}
