using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Accuracy;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Audit;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Idempotency;
using CapacityFunctions.Storage.Ledger;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Storage.Overrides;
using CapacityFunctions.Storage.Performance;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Storage.Signals;
using CapacityFunctions.Storage.Timeline;
using CapacityFunctions.Storage.Usage;

namespace CapacityFunctions.Housekeeping;

/// <summary>What each kind is divided into, so that a step can stop between two parts: tables, series, resource types.</summary>
public sealed class RetentionParts(
    AccountStore accounts,
    UsageStore usage,
    PredictionStore predictions,
    ShardStore shards,
    PerformanceStore performance,
    SignalStore signals,
    OutlookStore outlooks,
    DecisionStore decisions,
    DivisionStore divisions,
    CycleStore cycles,
    RequestStore requests,
    ShiftStore shifts,
    LedgerCapacityProvider ledger,
    AllocationStore allocations,
    TimelineStore timeline,
    AccuracyStore accuracy,
    OverrideStore overrides,
    AuditStore audit,
    IdempotencyStore idempotency,
    ModelStore models)
{
    private const string Everybody = "*";

    /// <summary>Deletes up to a number of rows from before an instant, and says how many it found: fewer, and the part is done.</summary>
    public delegate Task<int> Part(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>In an order that does not change while series stay the same.</summary>
    public async Task<IReadOnlyList<Part>> PartsAsync(RetentionKind kind, CancellationToken cancellationToken) => kind switch
    {
        RetentionKind.Idempotency => [idempotency.DeleteBeforeAsync],

        // A cycle goes last: while it is there, what it left is to be found.
        RetentionKind.Cycles =>
            [shards.DeleteBeforeAsync, outlooks.DeleteBeforeAsync, divisions.DeleteBeforeAsync, decisions.DeleteBeforeAsync, cycles.DeleteBeforeAsync],
        RetentionKind.Requests =>
        [
            requests.DeleteBeforeAsync,
            .. (await ResourceTypesAsync(cancellationToken)).SelectMany(type => new Part[]
            {
                (before, limit, cancel) => shifts.DeleteBeforeAsync(type, before, limit, cancel),
                (before, limit, cancel) => ledger.DeleteRequestsBeforeAsync(type, before, limit, cancel),
            }),
        ],
        RetentionKind.Predictions =>
        [
            .. (await ResourceTypesAsync(cancellationToken)).Select<ResourceType, Part>(type =>
                (before, limit, cancel) => predictions.DeleteBeforeAsync(account: null, type, before, limit, cancel)),
            .. (await usage.ListSeriesAsync(cancellationToken)).Select<UsageSeries, Part>(series =>
                (before, limit, cancel) => predictions.DeleteBeforeAsync(series.AccountId, series.ResourceType, before, limit, cancel)),
        ],
        RetentionKind.Allocations =>
        [
            .. (await ResourceTypesAsync(cancellationToken)).Select<ResourceType, Part>(type =>
                (before, limit, cancel) => allocations.DeleteBeforeAsync(type, before, limit, cancel)),
        ],
        RetentionKind.Timeline =>
        [
            .. (await ResourceTypesAsync(cancellationToken)).Select<ResourceType, Part>(type =>
                (before, limit, cancel) => timeline.DeleteBeforeAsync(type, before, limit, cancel)),
        ],
        RetentionKind.Performance =>
        [
            .. (await AccountsAsync(cancellationToken)).Select<AccountId, Part>(account =>
                (before, limit, cancel) => performance.DeleteBeforeAsync(account, before, limit, cancel)),
        ],
        RetentionKind.Signals =>
        [
            .. (await AccountsAsync(cancellationToken)).Select(account => account.Value).Prepend(Everybody).Select<string, Part>(scope =>
                (before, limit, cancel) => signals.DeleteBeforeAsync(scope, before, limit, cancel)),
        ],
        RetentionKind.Usage =>
        [
            .. (await usage.ListSeriesAsync(cancellationToken)).Select<UsageSeries, Part>(series =>
                (before, limit, cancel) => usage.DeleteBeforeAsync(series.AccountId, series.ResourceType, before, limit, cancel)),
        ],
        RetentionKind.Accuracy => [Whole(accuracy.DeleteBeforeAsync)],
        RetentionKind.Overrides => [overrides.DeleteBeforeAsync],
        RetentionKind.Audit => [audit.DeleteBeforeAsync],
        RetentionKind.Blobs => [Whole(models.DeleteOrphansAsync)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
    };

    /// <summary>A part that is always done at once.</summary>
    private static Part Whole(Func<DateTimeOffset, CancellationToken, Task<int>> delete) => async (before, limit, cancel) =>
        Math.Min(await delete(before, cancel), limit - 1);

    private async Task<IEnumerable<ResourceType>> ResourceTypesAsync(CancellationToken cancellationToken) =>
        (await usage.ListSeriesAsync(cancellationToken)).Select(series => series.ResourceType).Distinct().Order();

    /// <summary>Linked ones, and those that only have usage left.</summary>
    private async Task<IEnumerable<AccountId>> AccountsAsync(CancellationToken cancellationToken) =>
        (await accounts.ListAsync(cancellationToken)).Select(account => account.Id)
            .Concat((await usage.ListSeriesAsync(cancellationToken)).Select(series => series.AccountId))
            .Distinct()
            .Order();
}
