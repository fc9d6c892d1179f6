using CapacityFunctions.Api.Csv;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Storage.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Reservations;

/// <summary>What is reserved, every change that was asked for, and where nothing more is asked for at the moment.</summary>
public sealed class ReservationFunctions(
    ICapacityProvider provider, RequestStore requests, CoolDownStore coolDowns, UsageStore usage, TimeProvider time)
{
    /// <summary>What is held, by account, resource type and zone, as the provider tells it.</summary>
    [Function("ListReservations")]
    [Produces("application/json", CsvResult.ContentType)]
    [ProducesResponseType<IReadOnlyList<Reservation>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reservations")] HttpRequest request, CancellationToken cancellationToken)
    {
        List<Reservation> reservations = [];
        foreach (ResourceType resourceType in (await usage.ListSeriesAsync(cancellationToken)).Select(series => series.ResourceType).Distinct().Order())
        {
            reservations.AddRange(await provider.ListReservationsAsync(resourceType, cancellationToken));
        }

        return new OkObjectResult(reservations);
    }

    /// <summary>Where nothing more is asked for at the moment, and why.</summary>
    [Function("ListCoolDowns")]
    [ProducesResponseType<IReadOnlyList<CoolDown>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> ListCoolDownsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reservations/cooldowns")] HttpRequest request, CancellationToken cancellationToken) =>
        new OkObjectResult(await coolDowns.ListAsync(cancellationToken));

    /// <summary>Every change that was asked for, newest first, each with its outcome and, where the provider refused, class and code.</summary>
    [Function("ListReservationRequests")]
    [Produces("application/json", CsvResult.ContentType)]
    [ProducesResponseType<Page<ReservationRequest>>(StatusCodes.Status200OK)]
    [QueryParameter("account", "Only requests for this account.")]
    [QueryParameter("from", TimeWindow.FromDescription)]
    [QueryParameter("to", TimeWindow.ToDescription)]
    [QueryParameter("pageSize", TimeWindow.PageSizeDescription)]
    [QueryParameter("continuationToken", TimeWindow.TokenDescription)]
    public async Task<IActionResult> ListRequestsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reservations/requests")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (TimeWindow? window, IActionResult? refusal) = TimeWindow.Of(request, time.GetUtcNow());
        if (window is null)
        {
            return refusal!;
        }

        AccountId? account = null;
        if (request.Query["account"].ToString() is { Length: > 0 } name)
        {
            if (!AccountId.TryParse(name, out AccountId named))
            {
                return Problem.Invalid("account", "not an account id");
            }

            account = named;
        }

        return await Paged.AnswerAsync(() => requests.HistoryAsync(
            window.From, window.To, account, window.PageSize, window.ContinuationToken, cancellationToken));
    }
}
