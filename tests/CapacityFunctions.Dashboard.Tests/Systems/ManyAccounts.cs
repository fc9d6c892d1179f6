using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Dashboard.Tests.Systems;

/// <summary>A large organisation after a day of cycles, written into storage as a cycle leaves it.</summary>
internal static class ManyAccounts
{
    private static readonly ResourceType Resource = new("cores");
    private static readonly string[] Zones = ["1", "2", "3"];

    public static async Task WriteAsync(IServiceProvider storage, int accounts, DateTimeOffset now)
    {
        CycleId cycleId = CycleId.At(now);
        AccountStore described = storage.GetRequiredService<AccountStore>();
        await Parallel.ForEachAsync(Enumerable.Range(0, accounts), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (index, cancel) =>
            await described.PutAsync(
                new LinkedAccount { Id = Name(index), Name = $"Account number {index}", BusinessUnit = $"Unit {index % 12}", Mode = OperatingMode.Enforce },
                cancellationToken: cancel));

        Cycle cycle = new() { Id = cycleId, Status = CycleStatus.Running, StartedBy = "timer", StartedAt = now };
        CycleStore cycles = storage.GetRequiredService<CycleStore>();
        await cycles.TryStartAsync(cycle);
        AccountDecision[] decisions = [.. Enumerable.Range(0, accounts).Select(index => Decision(cycleId, index, now))];
        await storage.GetRequiredService<DecisionStore>().SaveAsync(decisions);
        await cycles.EndAsync(cycle with
        {
            Status = CycleStatus.Completed,
            EndedAt = now.AddSeconds(40),
            Summary = new CycleSummary { Accounts = accounts, Series = accounts },
        });
        await storage.GetRequiredService<TimelineStore>().SaveAsync([.. Enumerable.Range(0, 288).Select(step => Entry(now.AddMinutes(-5 * step), accounts))]);
        await storage.GetRequiredService<PredictionStore>().SaveAsync(
            [.. ForecastHorizons.All.Select(horizon => new StoredPrediction(Prediction(cycleId, horizon, now, accounts), ReadOnlyMemory<byte>.Empty))]);
    }

    private static AccountId Name(int index) => new($"subscription-{index:0000}-{(index * 7919) % 99991:00000}");

    private static AccountDecision Decision(CycleId cycleId, int index, DateTimeOffset now) => new()
    {
        CycleId = cycleId,
        AccountId = Name(index),
        ResourceType = Resource,
        Mode = OperatingMode.Enforce,
        UsageNow = 10 + (index % 17),
        UsageAt = now,
        Forecasts = [.. ForecastHorizons.All.Select(horizon => new HorizonPeak(horizon, 12 + (index % 17), 0.9, 9, 16 + (index % 17), "ets+theta", "High"))],
        HoldReason = index % 40 == 0 ? "the newest usage is from 2026-11-01 20:55 UTC, older than 30 minutes" : null,
        ReservedBefore = Zones.ToDictionary(zone => zone, _ => 6m, StringComparer.Ordinal),
        ReservedAfter = Zones.ToDictionary(zone => zone, _ => 6m + (index % 3), StringComparer.Ordinal),
        AllocatedBefore = 18,
        AllocatedAfter = 18 + (index % 5),
        EffectivePriority = index % 4,
        Unmet = index % 100 == 1 ? 3 : 0,
        Reasons =
        [
            $"90 % upper bound {16 + (index % 17)}.61 exceeds the reservation 18: increase by {index % 9}",
            "zone 2 is bound by maxShare 0.6: 16 instead of 28",
            "need 23 is met (floor 1); 9 more towards its upper demand 32",
        ],
    };

    private static TimelineEntry Entry(DateTimeOffset at, int accounts) => new()
    {
        CycleId = CycleId.At(at),
        ResourceType = Resource,
        At = CycleId.At(at).ScheduledAt,
        Status = CycleStatus.Completed,
        Demand = accounts * (18 + (4 * Math.Sin(2 * Math.PI * at.TimeOfDay.TotalHours / 24))),
        PredictedNextHour = accounts * 20,
        Reserved = accounts * 21,
        Recommended = accounts * 21,
        Allocated = accounts * 20,
        CostPerHour = accounts * 4.2m,
        Prices = Zones.ToDictionary(zone => zone, _ => 0.2m, StringComparer.Ordinal),
        DurationSeconds = 40,
    };

    private static WorkloadPrediction Prediction(CycleId cycleId, ForecastHorizon horizon, DateTimeOffset now, int accounts)
    {
        double[] mean = [.. Enumerable.Range(0, ForecastHorizons.StepsOf(horizon)).Select(step => accounts * (18 + Math.Sin(step / 4.0)))];
        return new WorkloadPrediction
        {
            ResourceType = Resource,
            CycleId = cycleId,
            Horizon = horizon,
            FirstTimestamp = now,
            Mean = mean,
            Intervals =
            [
                .. new[] { (Level: 0.5, Width: 0.05), (Level: 0.9, Width: 0.12) }.Select(fan => new PredictionInterval(
                    fan.Level, [.. mean.Select(value => value * (1 - fan.Width))], [.. mean.Select(value => value * (1 + fan.Width))])),
            ],
            Model = "sum of accounts",
            Confidence = "High",
        };
    }
}
