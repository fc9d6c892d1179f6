using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Http;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Cli.Up;

/// <summary>The consolidated forecast of all accounts, for the last line of the table.</summary>
internal static class GroupForecast
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The highest demand of the group inside each horizon.</summary>
    /// <returns>Empty where there is more than one resource type: units of different types do not add up.</returns>
    public static async Task<IReadOnlyList<HorizonPeak>> ReadAsync(
        CapacityClient client, IReadOnlyList<AccountDecision> decisions, CancellationToken cancellationToken)
    {
        if (decisions.Select(decision => decision.ResourceType).Distinct().Count() != 1)
        {
            return [];
        }

        double? level = decisions.SelectMany(decision => decision.Forecasts).FirstOrDefault()?.Level;
        List<HorizonPeak> peaks = [];
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            if (await ReadAsync(client, decisions[0].ResourceType, horizon, cancellationToken) is { } prediction)
            {
                PredictionInterval interval = prediction.Intervals.FirstOrDefault(candidate => candidate.Level == level) ?? prediction.Intervals[^1];
                peaks.Add(new HorizonPeak(
                    horizon, prediction.Mean.Max(), interval.Level, interval.Lower.Max(), interval.Upper.Max(), prediction.Model, prediction.Confidence));
            }
        }

        return peaks;
    }

    /// <summary>Null where the system has no such forecast: the table is worth showing without.</summary>
    private static async Task<GroupForecastAnswer?> ReadAsync(
        CapacityClient client, ResourceType type, ForecastHorizon horizon, CancellationToken cancellationToken)
    {
        string path = $"api/forecasts/group/{Uri.EscapeDataString(type.Value)}?horizon={ForecastHorizons.NameOf(horizon)}";
        try
        {
            using JsonDocument? document = await client.GetAsync(path, cancellationToken);
            return document?.Deserialize<GroupForecastAnswer>(Json) is { Mean.Count: > 0, Intervals.Count: > 0 } prediction ? prediction : null;
        }
        catch (Exception unavailable) when (unavailable is WorkFailedException or JsonException)
        {
            return null;
        }
    }
}
