using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>What a cycle counts beside its summary: by model, horizon and outcome, never by account.</summary>
/// <param name="Forecasts">By model, then horizon; only what was made.</param>
/// <param name="FallbackForecasts">Those of series that fell back, so that it is a share of <paramref name="Forecasts"/>.</param>
/// <param name="Requests">By outcome; only outcomes that came.</param>
public sealed record CycleCounts(IReadOnlyList<ForecastCount> Forecasts, int FallbackForecasts, IReadOnlyList<RequestCount> Requests)
{
    /// <param name="decisions">All decisions of the cycle.</param>
    /// <param name="requests">All its requests with their outcomes.</param>
    public static CycleCounts Of(IReadOnlyCollection<AccountDecision> decisions, IEnumerable<ReservationRequest> requests) => new(
        [
            .. decisions.SelectMany(decision => decision.Forecasts)
                .GroupBy(forecast => (forecast.Model, forecast.Horizon))
                .OrderBy(made => made.Key.Model, StringComparer.Ordinal)
                .ThenBy(made => made.Key.Horizon)
                .Select(made => new ForecastCount(made.Key.Model, made.Key.Horizon, made.Count())),
        ],
        decisions.Where(decision => decision.FallbackReason is not null).Sum(decision => decision.Forecasts.Count),
        [
            .. requests.GroupBy(request => request.Outcome)
                .OrderBy(ended => ended.Key)
                .Select(ended => new RequestCount(ended.Key, ended.Count())),
        ]);
}
