using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>An answered request as a row. It is written once: that an increase is ready follows from the time, not from a second write.</summary>
internal static class LedgerRequestRow
{
    private const string RequestKind = "request";
    private const string OutcomeColumn = "Outcome";
    private const string QuantityColumn = "Quantity";
    private const string ReadyAtColumn = "ReadyAt";
    private const string FailureColumn = "Failure";
    private const string AnsweredAtColumn = "AnsweredAt";

    /// <summary>Rows of an earlier version hold a refusal in three columns.</summary>
    private const string ClassColumn = "Class";
    private const string CodeColumn = "Code";
    private const string ReasonColumn = "Reason";

    internal static string Key(string requestId) => TableKey.Join(RequestKind, requestId);

    /// <summary>Requests begin with the id of the cycle that made them.</summary>
    internal static KeyRange Before(DateTimeOffset instant) => TableKey.CyclesBefore(instant, RequestKind);

    internal static TableEntity From(ResourceType resourceType, string requestId, LedgerAnswer answer, DateTimeOffset answeredAt)
    {
        TableEntity row = new(LedgerRows.Partition(resourceType), Key(requestId))
        {
            [AnsweredAtColumn] = answeredAt,
            [OutcomeColumn] = answer.Outcome.GetType().Name,
        };
        (decimal? quantity, ProviderFailure? failure) = answer.Outcome switch
        {
            ProviderOutcome.Applied applied => (applied.Quantity, null),
            ProviderOutcome.Reduced reduced => (reduced.Quantity, reduced.Failure),
            ProviderOutcome.Pending pending => (pending.Quantity, answer.Shortfall),
            ProviderOutcome.Refused refused => ((decimal?)null, refused.Failure),
            _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Unknown outcome."),
        };
        if (quantity is { } units)
        {
            row[QuantityColumn] = LedgerRows.Text(units);
        }

        if (failure is not null)
        {
            row.SetJson(FailureColumn, failure);
        }

        if (answer.Outcome is ProviderOutcome.Pending { ReadyAt: { } readyAt })
        {
            row[ReadyAtColumn] = readyAt;
        }

        return row;
    }

    internal static ProviderOutcome Read(TableEntity row, DateTimeOffset now) => row.GetString(OutcomeColumn) switch
    {
        nameof(ProviderOutcome.Refused) => new ProviderOutcome.Refused(ReadFailure(row)),
        nameof(ProviderOutcome.Pending) when row.GetDateTimeOffset(ReadyAtColumn) is { } readyAt && readyAt > now =>
            new ProviderOutcome.Pending(LedgerRows.Number(row, QuantityColumn), readyAt),
        _ when row.ContainsKey(FailureColumn) => new ProviderOutcome.Reduced(LedgerRows.Number(row, QuantityColumn), ReadFailure(row)),
        _ => new ProviderOutcome.Applied(LedgerRows.Number(row, QuantityColumn)),
    };

    private static ProviderFailure ReadFailure(TableEntity row) => row.ContainsKey(FailureColumn)
        ? row.GetJson<ProviderFailure>(FailureColumn)
        : new ProviderFailure(
            Enum.TryParse(row.GetString(ClassColumn), out FailureClass known) ? known : FailureClass.Unknown,
            row.GetString(CodeColumn) ?? string.Empty,
            row.GetString(ReasonColumn) ?? string.Empty);
}
