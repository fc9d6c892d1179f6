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
    /// <summary>A JSON array of values; the same value twice changes nothing.</summary>
    [Function("PostSignals")]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "signals")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (SignalValue[]? values, IActionResult? refusal) = await JsonBody.ReadAsync<SignalValue[]>(request, cancellationToken);
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

    private static string? Refusal(SignalValue value) => value switch
    {
        null => "not an object",
        { Signal.Length: 0 or > 128 } => "signal: a name of 1 to 128 characters",
        _ when value.Scope != Override.Everything && !AccountId.TryParse(value.Scope, out _) => "scope: an account id, or * for all",
        _ when !double.IsFinite(value.Value) => "value: not a finite number",
        _ => null,
    };
}
