using CapacityFunctions.Azure.Metrics;

namespace CapacityFunctions.Azure.Tests.Metrics;

/// <summary>The stand-in takes a token for metrics only, and 50 resources a call.</summary>
public sealed class MetricsBatchesTests : ControlPlaneTest
{
    private static readonly MetricsQuery Query = new(
        "Microsoft.Compute/virtualMachines",
        "Percentage CPU",
        "average",
        new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 11, 24, 11, 0, 0, TimeSpan.Zero),
        TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Read_120Resources_AreThreeBatches()
    {
        string[] ids = [.. Enumerable.Range(0, 120).Select(i => $"/subscriptions/x/virtualMachines/vm{i:D3}")];

        IReadOnlyList<MetricValue> values = await new MetricsBatches(Connect()).ReadAsync("x", ids, Query, Cancellation);

        Assert.Equal(3, Server.Requests.Count);
        // The stand-in tells each resource's place in its batch, and nothing for the second interval.
        Assert.Equal(ids, values.Select(value => value.ResourceId));
        Assert.Equal(Enumerable.Range(0, 120).Select(i => (double)(i % 50)), values.Select(value => value.Value));
        Assert.All(values, value => Assert.Equal(Query.From, value.Timestamp));
    }

    [Fact]
    public async Task Read_NoResources_AsksNothing()
    {
        Assert.Empty(await new MetricsBatches(Connect()).ReadAsync("x", [], Query, Cancellation));
        Assert.Empty(Server.Requests);
    }
}
