using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Previews;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Signals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Signals;

/// <summary>External series that are known ahead: sales forecasts, campaigns, holidays.</summary>
public sealed class SignalFunctions(SignalStore signals, SignalBatchReader reader, SignalPreviewer previewer, TimeProvider time)
{
    /// <summary>Later than any value; windows add a minute to it.</summary>
    private static readonly DateTimeOffset EndOfTime = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Takes values as a JSON array, as CSV, or out of a calendar (<c>text/calendar</c>); keeps the good ones and says of each other row or event
    /// what is wrong with it. The same value twice changes nothing. With <c>preview=true</c> nothing is written: the answer is what the forecasts
    /// would be with the values and without.
    /// </summary>
    [Function("PostSignals")]
    [ProducesResponseType<BatchReceipt>(StatusCodes.Status200OK)]
    [ProducesResponseType<SignalPreview>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")]
    [QueryParameter("preview", "true: write nothing, and answer what the forecasts would be; default false")]
    [QueryParameter("signal", "calendars only: the signal of events that name none by X-CAPACITY-SIGNAL or CATEGORIES")]
    [QueryParameter("scope", "calendars only: the account, or *, of events that name none by X-CAPACITY-SCOPE; default *")]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "signals")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (bool isPreview, IActionResult? refusal) = PreviewFlag.Of(request);
        if (refusal is not null)
        {
            return refusal;
        }

        (SignalBatch? batch, refusal) = await reader.ReadAsync(request, cancellationToken);
        if (batch is null)
        {
            return refusal!;
        }

        if (isPreview)
        {
            return new OkObjectResult(new SignalPreview(
                batch.Values.Count, batch.Rejections.Count, batch.SpeltOut, await previewer.PreviewAsync(batch.Values, cancellationToken)));
        }

        await signals.AppendAsync(batch.Values, cancellationToken);
        return new OkObjectResult(batch.Receipt);
    }

    /// <summary>The signals of one scope, and their values in a window: from a week ago to eight weeks ahead unless told.</summary>
    [Function("ListSignals")]
    [ProducesResponseType<SignalPage>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [QueryParameter("scope", "an account id, or * for what concerns all (the default)")]
    [QueryParameter("signal", "only this one")]
    [QueryParameter("from", "ISO 8601, inclusive; default a week ago")]
    [QueryParameter("to", "ISO 8601, exclusive; default in eight weeks")]
    [QueryParameter("pageSize", "at most so many values, 1 to 1,000; default 100")]
    [QueryParameter("continuationToken", "from the previous part")]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "signals")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        string scope = request.Query["scope"].ToString() is { Length: > 0 } asked ? asked : Override.Everything;
        if (SignalIntake.ScopeRefusal(scope) is { } bad)
        {
            return Problem.Invalid(bad);
        }

        (TimeWindow? window, IActionResult? refusal) = WindowOf(request);
        if (window is null)
        {
            return refusal!;
        }

        string? signal = request.Query["signal"].ToString() is { Length: > 0 } name ? name : null;
        IReadOnlyList<string> names = await signals.ListNamesAsync(scope, cancellationToken);
        IActionResult answer = await Paged.AnswerAsync(
            () => signals.ListAsync(scope, signal, window.From, window.To, window.PageSize, window.ContinuationToken, cancellationToken));
        return answer is OkObjectResult { Value: Page<SignalValue> page } ? new OkObjectResult(new SignalPage(names, page.Items, page.ContinuationToken)) : answer;
    }

    /// <summary>Takes values of a signal back, such as those of a wrong upload: all of a scope, or those of a window.</summary>
    [Function("DeleteSignal")]
    [ProducesResponseType<SignalRemoval>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [QueryParameter("scope", "an account id, or *: whose values", Required = true)]
    [QueryParameter("from", "ISO 8601, inclusive; default: from the first")]
    [QueryParameter("to", "ISO 8601, exclusive; default: to the last")]
    public async Task<IActionResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "signals/{signal}")] HttpRequest request,
        string signal,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        string scope = request.Query["scope"].ToString();
        if (SignalIntake.ScopeRefusal(scope) is { } bad)
        {
            return Problem.Invalid(bad);
        }

        (TimeWindow? window, IActionResult? refusal) = TimeWindow.Of(request, EndOfTime);
        if (window is null)
        {
            return refusal!;
        }

        DateTimeOffset from = Has(request, "from") ? window.From : DateTimeOffset.UnixEpoch;
        return new OkObjectResult(new SignalRemoval(await signals.RemoveAsync(signal, scope, from, window.To, cancellationToken)));
    }

    private (TimeWindow? Window, IActionResult? Refusal) WindowOf(HttpRequest request)
    {
        DateTimeOffset now = time.GetUtcNow();
        return TimeWindow.Of(
            request, Has(request, "to") ? now : now + SignalBatchReader.Ahead, to => to < now ? to.AddDays(-1) : now.AddDays(-7));
    }

    private static bool Has(HttpRequest request, string name) => request.Query[name].ToString().Length > 0;
}
