using System.Collections.Concurrent;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Accuracy;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Telemetry;

namespace CapacityFunctions.Forecasts;

/// <summary>
/// Judges past predictions by what came, in the first cycle of each hour. An hour counts once, however often it is asked: the record that holds the sums holds
/// the hour, too, and is written over the version that was read.
/// </summary>
public sealed class AccuracyTracker(AccuracyStore accuracy, PredictionStore predictions, UsageStore usage, CycleMeters meters)
{
    /// <summary>What this process has judged, so that the other cycles of an hour read nothing.</summary>
    private readonly ConcurrentDictionary<SeriesKey, DateTimeOffset> _judged = new();

    /// <summary>Of one series.</summary>
    /// <param name="cycleId">The cycle; its scheduled time is now.</param>
    /// <param name="series">The series.</param>
    /// <param name="inUse">The models that predict it now.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task TrackAsync(CycleId cycleId, SeriesKey series, IReadOnlyList<ModelInUse> inUse, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        DateTimeOffset now = cycleId.ScheduledAt;
        DateTimeOffset hour = DuePredictions.HourOf(now);
        if (_judged.TryGetValue(series, out DateTimeOffset judged) && hour <= judged)
        {
            return;
        }

        Versioned<SeriesAccuracy>? stored = await accuracy.FindAsync(series.AccountId, series.ResourceType, cancellationToken);
        SeriesAccuracy before = stored?.Value ?? new SeriesAccuracy { AccountId = series.AccountId, ResourceType = series.ResourceType };
        (SeriesAccuracy after, IReadOnlyList<AccuracyFigures> figures) = await JudgeAsync(
            before,
            now,
            inUse,
            prediction => UsageOfAsync(series, prediction, cancellationToken),
            cancellationToken);
        if (ReferenceEquals(after, before) || await accuracy.TrySaveAsync(after, stored?.ETag, cancellationToken))
        {
            _judged[series] = hour;
            meters.Judged(figures);
        }
    }

    /// <summary>Of the group, whose usage the cycles add up.</summary>
    /// <param name="cycleId">The cycle; its scheduled time is now.</param>
    /// <param name="resourceType">Of what.</param>
    /// <param name="group">The consolidated forecasts of this cycle.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task TrackGroupAsync(
        CycleId cycleId, ResourceType resourceType, IReadOnlyDictionary<ForecastHorizon, GroupForecast> group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        Versioned<SeriesAccuracy>? stored = await accuracy.FindAsync(account: null, resourceType, cancellationToken);
        SeriesAccuracy before = stored?.Value ?? new SeriesAccuracy { ResourceType = resourceType };
        RecentUsage known = before.Usage ?? RecentUsage.None;
        foreach ((ForecastHorizon horizon, GroupForecast forecast) in group)
        {
            if (horizon != ForecastHorizon.Week && forecast.Demand.TryGetLastStep(out double total))
            {
                known = known.With(horizon, new UsageStep(forecast.Demand.Start - ForecastHorizons.StepOf(horizon), total));
            }
        }

        (SeriesAccuracy after, _) = await JudgeAsync(
            before with { Usage = known },
            cycleId.ScheduledAt,
            [.. group.Keys.Order().Select(horizon => new ModelInUse(horizon, SeriesAccuracy.GroupModel, Drift: null))],
            prediction => Task.FromResult<Func<DateTimeOffset, double?>>(at => known.At(prediction.Horizon, at)),
            cancellationToken);
        await accuracy.TrySaveAsync(after, stored?.ETag, cancellationToken);
    }

    /// <returns>The record with what is due added, and the figures of each prediction that was judged for it.</returns>
    private async Task<(SeriesAccuracy After, IReadOnlyList<AccuracyFigures> Figures)> JudgeAsync(
        SeriesAccuracy before,
        DateTimeOffset now,
        IReadOnlyList<ModelInUse> inUse,
        Func<WorkloadPrediction, Task<Func<DateTimeOffset, double?>>> usageOf,
        CancellationToken cancellationToken)
    {
        SeriesAccuracy after = before;
        List<AccuracyFigures> figures = [];
        foreach (DateTimeOffset hour in DuePredictions.Hours(before.JudgedThrough, now))
        {
            List<JudgedPrediction> judged = [];
            foreach (ForecastHorizon horizon in ForecastHorizons.All.Where(horizon => DuePredictions.IsDue(horizon, hour)))
            {
                (DateTimeOffset from, DateTimeOffset to) = DuePredictions.MadeBetween(horizon, hour);
                if (await predictions.NewestAsync(before.AccountId, before.ResourceType, horizon, from, to, cancellationToken) is { } prediction)
                {
                    string model = before.AccountId is null ? SeriesAccuracy.GroupModel : prediction.Model;
                    judged.Add(new JudgedPrediction(horizon, model, PredictionJudge.Judge(prediction, await usageOf(prediction))));
                }
            }

            after = after.Judged(hour, judged, inUse);
            figures.AddRange(judged.Select(entry => AccuracyFigures.Of(entry.Sums, hour)));
        }

        return (after, figures);
    }

    private async Task<Func<DateTimeOffset, double?>> UsageOfAsync(SeriesKey series, WorkloadPrediction prediction, CancellationToken cancellationToken)
    {
        DateTimeOffset from = prediction.FirstTimestamp - PredictionJudge.LookBack;
        DateTimeOffset end = prediction.FirstTimestamp + (ForecastHorizons.StepOf(prediction.Horizon) * prediction.Mean.Count);
        UsageHistory history = await usage.ReadAsync(series.AccountId, series.ResourceType, from, end, cancellationToken);
        return UsageGrid.Of(history, from, end).At(prediction.Horizon);
    }
}
