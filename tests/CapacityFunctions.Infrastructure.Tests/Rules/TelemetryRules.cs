using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>Alerts and the workbook ask for metrics that infra/metrics.json names, by the dimensions that it gives them.</summary>
internal static partial class TelemetryRules
{
    private static readonly JsonObject Instruments = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Infra, "metrics.json")))!["instruments"]!.AsObject();

    internal static IReadOnlySet<string> Names { get; } = Instruments.Select(instrument => instrument.Value!.Text("name")).ToHashSet(StringComparer.Ordinal);

    /// <summary>What somebody has to be told of, whatever else there is.</summary>
    private static readonly string[] Needed = ["missed-ticks", "failed-cycle", "stale-data", "unmet-demand", "coverage", "cost"];

    internal static IEnumerable<string> Problems(JsonArray resources)
    {
        JsonObject[] alerts = [.. resources.OfType("Microsoft.Insights/scheduledQueryRules")];
        return
        [
            .. Needed.Where(name => !alerts.Any(alert => alert.Name().EndsWith($"-{name}", StringComparison.Ordinal))).Select(name => $"there is no alert {name}"),
            .. alerts.SelectMany(alert => OfQuery(alert.Name(), Query(alert))),
            .. alerts.Where(alert => !Query(alert).Contains("| summarize", StringComparison.Ordinal) || !Query(alert).Contains("value =", StringComparison.Ordinal))
                .Select(alert => $"{alert.Name()}: nothing is answered where nothing arrives"),
            .. alerts.Where(alert => alert.At("properties.actions.actionGroups") is not JsonArray { Count: 1 }).Select(alert => $"{alert.Name()} tells nobody"),
            .. resources.OfType("Microsoft.Insights/workbooks").ExpectAny("workbook"),
            .. resources.OfType("Microsoft.Insights/workbooks").SelectMany(Charts).SelectMany(query => OfQuery("workbook", query)),
        ];
    }

    private static string Query(JsonObject alert) => alert.At("properties.criteria.allOf")![0]!.Text("query");

    private static IEnumerable<string> Charts(JsonObject workbook) =>
        Json.Objects(JsonNode.Parse(workbook.Text("properties.serializedData"))).Select(item => item.Text("query")).Where(query => query.Length > 0);

    private static IEnumerable<string> OfQuery(string where, string query)
    {
        string[] named = [.. Metric().Matches(query).Select(match => match.Value).Distinct(StringComparer.Ordinal)];
        string[] dimensions = [.. Instruments.Where(instrument => named.Contains(instrument.Value!.Text("name"), StringComparer.Ordinal))
            .SelectMany(instrument => instrument.Value!["dimensions"]!.AsArray()).Select(dimension => dimension!.ToString())];
        return
        [
            .. query.StartsWith("AppMetrics | where Name ", StringComparison.Ordinal) ? (string[])[] : [$"{where} does not ask for metrics by name: {query}"],
            .. named.Length == 0 ? (string[])[$"{where} names no metric"] : [],
            .. named.Where(name => !Names.Contains(name)).Select(name => $"{where}: there is no metric {name}"),
            .. Dimension().Matches(query).Select(match => match.Groups["name"].Value).Where(name => !dimensions.Contains(name, StringComparer.Ordinal))
                .Select(name => $"{where}: no metric has the dimension {name}"),
        ];
    }

    [GeneratedRegex(@"capacity\.[a-z_.]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"Properties\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dimension();
}
