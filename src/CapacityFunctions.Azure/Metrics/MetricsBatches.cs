using System.Globalization;
using System.Text.Json;
using System.Xml;
using Azure.Core;
using CapacityFunctions.Azure.Connections;

namespace CapacityFunctions.Azure.Metrics;

/// <summary>Reads a metric of many resources of one subscription, region and type with metrics:getBatch.</summary>
public sealed class MetricsBatches
{
    /// <summary>Resources that one call takes.</summary>
    public const int MostResources = 50;

    private const string ApiVersion = "2023-10-01";

    private readonly ArmRest _metrics;

    internal MetricsBatches(AzureConnection connection) => _metrics = connection.Metrics;

    /// <summary>Values by resource, then by time; intervals without a value are left out.</summary>
    /// <param name="subscription">Whose resources.</param>
    /// <param name="resourceIds">Any number; asked for in batches.</param>
    /// <param name="query">What of them.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<IReadOnlyList<MetricValue>> ReadAsync(
        string subscription, IReadOnlyList<string> resourceIds, MetricsQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceIds);
        ArgumentNullException.ThrowIfNull(query);
        string path = Path(subscription, query);
        List<MetricValue> values = [];
        foreach (string[] batch in resourceIds.Chunk(MostResources))
        {
            JsonElement answer = ArmRest.Json(
                await _metrics.SendAsync(RequestMethod.Post, path, new { Resourceids = batch }, cancellationToken));
            foreach (JsonElement resource in answer.GetProperty("values").EnumerateArray())
            {
                Read(resource, query, values);
            }
        }

        return [.. values.OrderBy(value => value.ResourceId, StringComparer.OrdinalIgnoreCase).ThenBy(value => value.Timestamp)];
    }

    private static void Read(JsonElement resource, MetricsQuery query, List<MetricValue> values)
    {
        string id = resource.GetProperty("resourceid").GetString()!;
        foreach (JsonElement metric in resource.GetProperty("value").EnumerateArray())
        {
            foreach (JsonElement series in metric.GetProperty("timeseries").EnumerateArray())
            {
                foreach (JsonElement point in series.GetProperty("data").EnumerateArray())
                {
                    if (point.TryGetProperty(query.Aggregation, out JsonElement value) && value.ValueKind == JsonValueKind.Number)
                    {
                        values.Add(new MetricValue(id, point.GetProperty("timeStamp").GetDateTimeOffset(), value.GetDouble()));
                    }
                }
            }
        }
    }

    private static string Path(string subscription, MetricsQuery query) =>
        $"/subscriptions/{Uri.EscapeDataString(subscription)}/metrics:getBatch?metricNamespace={Uri.EscapeDataString(query.Namespace)}"
        + $"&metricnames={Uri.EscapeDataString(query.Metric)}&aggregation={Uri.EscapeDataString(query.Aggregation)}"
        + $"&starttime={Instant(query.From)}&endtime={Instant(query.To)}&interval={XmlConvert.ToString(query.Interval)}&api-version={ApiVersion}";

    private static string Instant(DateTimeOffset instant) =>
        Uri.EscapeDataString(instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
