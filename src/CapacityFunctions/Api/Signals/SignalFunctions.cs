using System.Globalization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Signals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Signals;

/// <summary>Takes external series that are known ahead: sales forecasts, campaigns, holidays.</summary>
public sealed class SignalFunctions(SignalStore signals)
{
    private static readonly string[] Columns = ["signal", "scope", "timestamp", "value"];

    /// <summary>A JSON array of values, or CSV; the same value twice changes nothing.</summary>
    [Function("PostSignals")]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "signals")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (IReadOnlyList<SignalValue>? values, IActionResult? refusal) = await ReadAsync(request, cancellationToken);
        if (values is null)
        {
            return refusal!;
        }

        ILookup<bool, (SignalValue Value, int Row, string? Reason)> judged = values
            .Select((value, index) => (value, index + 1, Refusal(value)))
            .ToLookup(entry => entry.Item3 is null);
        await signals.AppendAsync([.. judged[true].Select(entry => entry.Value)], cancellationToken);
        return new OkObjectResult(new BatchReceipt(
            judged[true].Count(),
            judged[false].Count(),
            [.. judged[false].Select(entry => new UsageRejection(entry.Row, entry.Reason!))]));
    }

    private static async Task<(IReadOnlyList<SignalValue>? Values, IActionResult? Refusal)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!CsvBody.IsCsv(request))
        {
            return await JsonBody.ReadAsync<SignalValue[]>(request, cancellationToken);
        }

        (string body, IActionResult? refusal) = await JsonBody.ReadTextAsync(request, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        (IReadOnlyList<SignalValue>? rows, string? unreadable) = CsvBody.Parse(body, Columns, Row);
        return (rows, unreadable is null ? null : Problem.Invalid(unreadable));
    }

    /// <summary>A timestamp or value that can't be read becomes one that <see cref="Refusal"/> names.</summary>
    private static SignalValue Row(Func<string, string?> field) => new(
        field("signal") ?? string.Empty,
        field("scope") ?? string.Empty,
        DateTimeOffset.TryParse(
            field("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at)
            ? at
            : default,
        double.TryParse(field("value"), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN);

    private static string? Refusal(SignalValue value) => value switch
    {
        null => "not an object",
        { Signal.Length: 0 or > 128 } => "signal: a name of 1 to 128 characters",
        _ when value.Scope != Override.Everything && !AccountId.TryParse(value.Scope, out _) => "scope: an account id, or * for all",
        { Timestamp.Year: < 2000 } => "timestamp: an ISO 8601 instant from 2000 on",
        _ when !double.IsFinite(value.Value) => "value: a finite number",
        _ => null,
    };
}
