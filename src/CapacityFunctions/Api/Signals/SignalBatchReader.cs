using CapacityFunctions.Api.Signals.Calendars;
using CapacityFunctions.Api.Usage;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api.Signals;

/// <summary>Reads signals out of a request: rows as JSON or CSV, or a calendar.</summary>
public sealed class SignalBatchReader(AccountStore accounts, TimeProvider time)
{
    /// <summary>Recurring events are expanded from here before now,</summary>
    internal static readonly TimeSpan Back = TimeSpan.FromDays(28);

    /// <summary>to here after it.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromDays(56);

    /// <returns>What the body holds, or the refusal of one that can't be read as a whole.</returns>
    internal async Task<(SignalBatch? Batch, IActionResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        (string body, IActionResult? refusal) = await JsonBody.ReadTextAsync(request, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        return CalendarBody.IsCalendar(request.ContentType) ? await CalendarAsync(body, request, cancellationToken) : Rows(body, request.ContentType);
    }

    private static (SignalBatch? Batch, IActionResult? Refusal) Rows(string body, string? contentType)
    {
        (IReadOnlyList<ReportedSignal>? rows, string? unreadable) = SignalsBody.Parse(body, contentType);
        if (rows is null)
        {
            return (null, Problem.Invalid(unreadable!));
        }

        if (rows.Count > UsageFunctions.RowLimit)
        {
            return (null, Problem.TooLarge($"A batch has at most {UsageFunctions.RowLimit} rows; this one has {rows.Count}."));
        }

        List<SignalValue> accepted = [];
        List<UsageRejection> rejections = [];
        for (int row = 0; row < rows.Count; row++)
        {
            if (SignalIntake.Refusal(rows[row], out SignalValue? value) is { } reason)
            {
                rejections.Add(new UsageRejection(row + 1, reason));
            }
            else
            {
                accepted.Add(value!);
            }
        }

        return (new SignalBatch(accepted, rejections), null);
    }

    private async Task<(SignalBatch? Batch, IActionResult? Refusal)> CalendarAsync(string body, HttpRequest request, CancellationToken cancellationToken)
    {
        string? scope = Text(request, "scope");
        string? signal = Text(request, "signal");
        if ((scope is null ? null : SignalIntake.ScopeRefusal(scope)) is { } badScope)
        {
            return (null, Problem.Invalid(badScope));
        }

        if ((signal is null ? null : SignalIntake.NameRefusal(signal)) is { } badName)
        {
            return (null, Problem.Invalid(badName));
        }

        IReadOnlyList<LinkedAccount> known = await accounts.ListAsync(cancellationToken);
        Dictionary<string, string?> zones = known.ToDictionary(account => account.Id.Value, account => account.TimeZone, StringComparer.Ordinal);
        DateTimeOffset now = time.GetUtcNow();
        (CalendarReading? reading, string? unreadable) = CalendarBody.Read(body, new CalendarOptions(signal, scope, now - Back, now + Ahead, ZoneOf));
        if (reading is null)
        {
            return (null, Problem.Invalid(unreadable!));
        }

        IReadOnlyList<SignalValue> values = SignalTimeline.Of(reading.Spans, ForecastHorizons.StepOf(ForecastHorizon.Hour));
        return values.Count > UsageFunctions.RowLimit
            ? (null, Problem.TooLarge($"A calendar may come to at most {UsageFunctions.RowLimit} values; this one comes to {values.Count}. Send it in parts."))
            : (new SignalBatch(values, reading.Rejections), null);

        TimeZoneInfo ZoneOf(string account) =>
            zones.GetValueOrDefault(account) is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : TimeZoneInfo.Utc;
    }

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
