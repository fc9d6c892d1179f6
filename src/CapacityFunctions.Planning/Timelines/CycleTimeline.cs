using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Timelines;

/// <summary>Adds the decisions of a cycle up to entries of the time line.</summary>
public static class CycleTimeline
{
    /// <summary>One entry for each resource type that was decided on, by resource type.</summary>
    /// <param name="cycle">The cycle as it ended.</param>
    /// <param name="decisions">All its decisions, with what came of them.</param>
    /// <param name="zones">What the provider offers, by resource type.</param>
    /// <param name="predictedNextHour">The group's highest expected demand within an hour, by resource type, where it has a forecast.</param>
    /// <exception cref="ArgumentException">The cycle has not ended.</exception>
    public static IReadOnlyList<TimelineEntry> Of(
        Cycle cycle,
        IEnumerable<AccountDecision> decisions,
        IReadOnlyDictionary<ResourceType, IReadOnlyList<ZoneOffer>> zones,
        IReadOnlyDictionary<ResourceType, double> predictedNextHour)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(zones);
        ArgumentNullException.ThrowIfNull(predictedNextHour);
        if (cycle.EndedAt is not { } endedAt)
        {
            throw new ArgumentException($"{cycle.Id} has not ended.", nameof(cycle));
        }

        double seconds = (endedAt - cycle.StartedAt).TotalSeconds;
        return
        [
            .. decisions.GroupBy(decision => decision.ResourceType).OrderBy(byType => byType.Key).Select(byType =>
            {
                Dictionary<string, decimal> prices = zones.GetValueOrDefault(byType.Key, [])
                    .ToDictionary(zone => zone.Zone, zone => zone.PricePerUnitHour, StringComparer.Ordinal);
                double[] usage = [.. byType.Where(decision => decision is { HoldReason: null, UsageNow: not null }).Select(decision => decision.UsageNow!.Value)];
                return new TimelineEntry
                {
                    CycleId = cycle.Id,
                    ResourceType = byType.Key,
                    At = cycle.Id.ScheduledAt,
                    Status = cycle.Status,
                    Demand = usage.Length == 0 ? null : usage.Sum(),
                    PredictedNextHour = predictedNextHour.TryGetValue(byType.Key, out double predicted) ? predicted : null,
                    Reserved = byType.Sum(decision => Holdings.Held(decision).Values.Sum()),
                    Recommended = byType.Sum(decision => decision.ReservedAfter.Values.Sum()),
                    Allocated = byType.Sum(Holdings.Allocated),
                    Unmet = byType.Sum(decision => decision.Unmet),
                    CostPerHour = byType.Sum(decision => Holdings.CostPerHour(Holdings.Held(decision), prices)),
                    Prices = prices,
                    DurationSeconds = seconds,
                };
            }),
        ];
    }
}
