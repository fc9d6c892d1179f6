using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
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
    [Function("ListReservations")]
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

    [Function("ListCoolDowns")]
    public async Task<IActionResult> ListCoolDownsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reservations/cooldowns")] HttpRequest request, CancellationToken cancellationToken) =>
        new OkObjectResult(await coolDowns.ListAsync(cancellationToken));

    /// <summary>Newest first, each with its outcome and, where the provider refused, class and code; <c>account</c>, <c>from</c>, <c>to</c>, <c>pageSize</c>, <c>continuationToken</c>.</summary>
    [Function("ListReservationRequests")]
    public async Task<IActionResult> ListRequestsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reservations/requests")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (TimeWindow? window, IActionResult? refusal) = TimeWindow.Of(request, time.GetUtcNow());
        if (window is null)
        {
            return refusal!;
        }

        AccountId? account = AccountId.TryParse(request.Query["account"], out AccountId named) ? named : null;
        return await Paged.AnswerAsync(() => requests.HistoryAsync(
            window.From, window.To, account, window.PageSize, window.ContinuationToken, cancellationToken));
    }
}
