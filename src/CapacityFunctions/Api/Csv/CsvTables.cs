using CapacityFunctions.Api.Accuracy;
using CapacityFunctions.Api.Allocations;
using CapacityFunctions.Api.Usage;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Audit;

namespace CapacityFunctions.Api.Csv;

/// <summary>Every list that is given as CSV. Columns are only ever added, at the end.</summary>
internal static class CsvTables
{
    private static readonly Dictionary<Type, ICsvTable> Tables = new ICsvTable[]
    {
        // One row for each resource type, and one for an account without any.
        new CsvTable<LinkedAccount>(
            [
                "account_id", "name", "business_unit", "priority", "weight", "time_zone", "mode", "resource_type", "guaranteed_minimum", "maximum",
                "lendable",
            ],
            account => account.Resources.OrderBy(entry => entry.Key)
                .Select(entry => RowOf(account, entry.Key, entry.Value))
                .DefaultIfEmpty(RowOf(account, resourceType: null, limits: null))),
        new CsvTable<Reservation>(
            ["account_id", "resource_type", "zone", "quantity", "allocated"],
            reservation => [[reservation.AccountId, reservation.ResourceType, reservation.Zone, reservation.Quantity, reservation.Allocated]]),
        new CsvTable<ReservationRequest>(
            [
                "id", "cycle_id", "account_id", "resource_type", "zone", "timestamp", "request_type", "amount", "before", "target", "reason", "outcome",
                "outcome_reason", "granted", "ready_at",
            ],
            request =>
            [
                [
                    request.Id, request.CycleId, request.AccountId, request.ResourceType, request.Zone, request.Timestamp, request.RequestType,
                    request.Amount, request.Before, request.Target, request.Reason, request.Outcome, request.OutcomeReason, request.Granted,
                    request.ReadyAt,
                ],
            ]),
        new CsvTable<AllocationRecord>(
            ["cycle_id", "resource_type", "account_id", "amount", "effective_priority"],
            record => record.Result.Allocations.Select(IReadOnlyList<object?> (share) =>
                [record.CycleId, record.ResourceType, share.AccountId, share.Amount, share.EffectivePriority])),
        new CsvTable<CycleShifts>(
            ["cycle_id", "resource_type", "from", "to", "amount"],
            cycle => cycle.Shifts.Select(IReadOnlyList<object?> (shift) => [cycle.CycleId, cycle.ResourceType, shift.From, shift.To, shift.Amount])),
        new CsvTable<AuditRecord>(
            ["at", "completed_at", "author", "subject", "roles", "action", "method", "path", "status", "body", "request_id"],
            record =>
            [
                [
                    record.At, record.CompletedAt, record.Author, record.Subject, string.Join(' ', record.Roles), record.Action, record.Method,
                    record.Path, record.Status, record.Body, record.RequestId,
                ],
            ]),
        new CsvTable<UsageReport>(
            ["account_id", "timestamp", "resource_type", "value"],
            report => report.Timestamps.Select(IReadOnlyList<object?> (at, index) => [report.AccountId, at, report.ResourceType, report.Values[index]])),
        new CsvTable<AccuracyItem>(
            [
                "account_id", "resource_type", "horizon", "model", "in_use", "outcomes", "since", "mase", "scaled_error", "coverage_90", "bias", "drift",
            ],
            item =>
            [
                [
                    item.AccountId, item.ResourceType, item.Horizon, item.Model, item.InUse, item.Outcomes, item.Since, item.Mase, item.ScaledError,
                    item.Coverage90, item.Bias, item.Drift,
                ],
            ]),
    }.ToDictionary(table => table.Item);

    /// <summary>The table of a type; null for one that is not given as CSV.</summary>
    internal static ICsvTable? Of(Type item) => Tables.GetValueOrDefault(item);

    private static object?[] RowOf(LinkedAccount account, ResourceType? resourceType, ResourceLimits? limits) =>
    [
        account.Id, account.Name, account.BusinessUnit, account.Priority, account.Weight, account.TimeZone, account.Mode, resourceType,
        limits?.GuaranteedMinimum, limits?.Maximum, limits?.Lendable,
    ];
}
