using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Accuracy;

/// <summary>
/// How past predictions of one series, or of the whole group, did: sums by day, for each horizon and model. Bounded: a month of days, and the six models of each
/// horizon that were used last.
/// </summary>
public sealed record SeriesAccuracy
{
    /// <summary>Days; nothing older is kept.</summary>
    public const int LongestWindow = 30;

    /// <summary>The group's forecast is one model, however many accounts it adds up.</summary>
    public const string GroupModel = "sum of accounts";

    private const int MostModels = 6;

    /// <summary>Null for the group.</summary>
    public AccountId? AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary>The last hour in which predictions were judged: each hour counts once.</summary>
    public DateTimeOffset? JudgedThrough { get; init; }

    /// <summary>By horizon, the newest first.</summary>
    public IReadOnlyList<ModelRecord> Records { get; init; } = [];

    /// <summary>What the group used of late, which its accounts' usage does not tell without adding it up; null for accounts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecentUsage? Usage { get; init; }

    /// <summary>The record of a model; null when there is none.</summary>
    public ModelRecord? Find(ForecastHorizon horizon, string model) => Records.FirstOrDefault(record => Is(record, horizon, model));

    /// <summary>Adds what was judged in an hour. An hour that was judged before changes nothing.</summary>
    /// <param name="hour">Its beginning; UTC.</param>
    /// <param name="judged">The predictions and their outcomes.</param>
    /// <param name="inUse">The models that predict now; one that has no record yet begins one.</param>
    public SeriesAccuracy Judged(DateTimeOffset hour, IReadOnlyList<JudgedPrediction> judged, IReadOnlyList<ModelInUse> inUse)
    {
        ArgumentNullException.ThrowIfNull(judged);
        ArgumentNullException.ThrowIfNull(inUse);
        if (hour <= JudgedThrough)
        {
            return this;
        }

        DateOnly today = DateOnly.FromDateTime(hour.UtcDateTime);
        List<ModelRecord> records = [.. Records];
        foreach ((ForecastHorizon horizon, string model) in judged.Select(entry => (entry.Horizon, entry.Model))
            .Concat(inUse.Select(entry => (entry.Horizon, entry.Model)))
            .Where(named => !records.Exists(record => Is(record, named.Horizon, named.Model)))
            .Distinct()
            .ToArray())
        {
            records.Add(new ModelRecord { Horizon = horizon, Model = model, Since = hour });
        }

        IEnumerable<ModelRecord> advanced = records.Select(record =>
        {
            OutcomeSums sums = judged.Where(entry => Is(record, entry.Horizon, entry.Model)).Aggregate(OutcomeSums.None, (all, entry) => all.Add(entry.Sums));
            ModelInUse? use = inUse.FirstOrDefault(entry => Is(record, entry.Horizon, entry.Model));
            return record.With(today, sums) with { InUse = use is not null, Drift = use?.Drift };
        });
        return this with
        {
            JudgedThrough = hour,
            Records =
            [
                .. advanced.Where(record => record.InUse || record.Days.Count > 0)
                    .GroupBy(record => record.Horizon)
                    .OrderBy(horizon => horizon.Key)
                    .SelectMany(horizon => horizon
                        .OrderByDescending(record => record.InUse)
                        .ThenByDescending(record => record.Days.Count == 0 ? DateOnly.MinValue : record.Days[^1].Day)
                        .ThenByDescending(record => record.Since)
                        .ThenBy(record => record.Model, StringComparer.Ordinal)
                        .Take(MostModels)),
            ],
        };
    }

    private static bool Is(ModelRecord record, ForecastHorizon horizon, string model) =>
        record.Horizon == horizon && string.Equals(record.Model, model, StringComparison.Ordinal);
}
