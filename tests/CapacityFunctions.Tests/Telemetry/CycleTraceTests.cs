using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Functions;
using CapacityFunctions.Testing;
using CapacityFunctions.Tests.Previews;

namespace CapacityFunctions.Tests.Telemetry;

/// <summary>One cycle is one trace, from the tick to each call of storage.</summary>
[Collection(Spans.Collection)]
public sealed class CycleTraceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Tick_RunsACycle_IsOneTraceDownToStorage()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString, configure: null, ("AzureWebJobs.CycleTimer.Disabled", "false"));
        await app.SendAsync();
        using Spans spans = new();
        await FireAsync(app);
        JsonElement report = await EndAsync(app);
        Assert.Equal("Completed", report.GetProperty("status").GetString());
        string cycle = report.GetProperty("id").GetString()!;

        Activity orchestration = await FindAsync(spans, cycle);
        Activity[] trace = [.. spans.Ended.Where(span => span.TraceId == orchestration.TraceId)];
        Dictionary<ActivitySpanId, Activity> byId = trace.ToDictionary(span => span.SpanId);
        Activity tick = Assert.Single(trace, span => span.Parent is null && span.ParentSpanId == default);
        Assert.Equal("function CycleTimer", tick.DisplayName);
        Assert.Equal(ActivityKind.Server, tick.Kind);

        // Every other span hangs from one that is there.
        Assert.All(trace.Where(span => span != tick), span => Assert.Contains(span.ParentSpanId, byId.Keys));
        Assert.Equal("create_orchestration:CycleOrchestrator", byId[orchestration.ParentSpanId].DisplayName);
        Activity shard = Assert.Single(trace, span => span.DisplayName == "orchestration:ForecastShardOrchestrator");
        Assert.Equal(orchestration.SpanId, shard.ParentSpanId);

        // Once each, however often the orchestrators were replayed.
        Assert.Equal(3, trace.Count(span => span.DisplayName == "activity:ForecastAccount"));
        Assert.All(trace.Where(span => span.DisplayName == "activity:ForecastAccount"), span => Assert.Equal(shard.SpanId, span.ParentSpanId));
        foreach (string activity in new[] { "SettleShifts", "SettleRequests", "PlanShards", "AggregateGroup", "PlanReservations", "AllocateCapacity", "ApplyShifts", "CompleteCycle" })
        {
            Assert.Equal(orchestration.SpanId, Assert.Single(trace, span => span.DisplayName == $"activity:{activity}").ParentSpanId);
        }

        Activity request = trace.First(span => span.DisplayName == "provider.set_reservation");
        Assert.Equal("activity:ApplyReservation", byId[request.ParentSpanId].DisplayName);
        Assert.Equal("Applied", request.GetTagItem("capacity.outcome"));
        Assert.Contains(trace, span => span.Source.Name == "Azure.Core.Http" && IsBelow(span, request, byId));
        Activity completion = trace.Single(span => span.DisplayName == "activity:CompleteCycle");
        Assert.Contains(trace, span => span.Source.Name.StartsWith("Azure.Data.Tables", StringComparison.Ordinal) && span.ParentSpanId == completion.SpanId);
        Assert.DoesNotContain(trace, span => span.Status == ActivityStatusCode.Error && span.Source.Name == "Microsoft.DurableTask");
    }

    private async Task FireAsync(LoopApp app)
    {
        FunctionKeys keys = await FunctionKeyStore.ReadOrCreateAsync(new BlobServiceClient(azurite.ConnectionString));
        using HttpRequestMessage fire = new(HttpMethod.Post, "/admin/functions/CycleTimer");
        fire.Headers.Add("x-functions-key", keys.MasterKey);
        using HttpClient client = new() { BaseAddress = app.Http.BaseAddress };
        using HttpResponseMessage response = await client.SendAsync(fire);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static async Task<JsonElement> EndAsync(LoopApp app)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            using HttpResponseMessage response = await app.Http.GetAsync("cycles/latest");
            if (response.IsSuccessStatusCode)
            {
                JsonElement report = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
                if (report.GetProperty("status").GetString() != "Running")
                {
                    return report;
                }
            }

            await Task.Delay(100);
        }
    }

    /// <summary>An orchestration ends a moment after its last activity.</summary>
    private static async Task<Activity> FindAsync(Spans spans, string instanceId)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (spans.Ended.FirstOrDefault(span => span.DisplayName == "orchestration:CycleOrchestrator" &&
                (string?)span.GetTagItem("durabletask.task.instance_id") == instanceId) is { } found)
            {
                return found;
            }

            await Task.Delay(20);
        }
    }

    private static bool IsBelow(Activity span, Activity above, Dictionary<ActivitySpanId, Activity> byId)
    {
        for (Activity? at = span; at is not null; at = byId.GetValueOrDefault(at.ParentSpanId))
        {
            if (at == above)
            {
                return true;
            }
        }

        return false;
    }
}
