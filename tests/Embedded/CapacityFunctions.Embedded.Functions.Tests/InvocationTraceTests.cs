using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Azure.Storage.Blobs;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests;

/// <summary>What comes in is a span, and says what came.</summary>
public sealed class InvocationTraceTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Request_WithATraceParent_IsASpanOfItsTrace()
    {
        await using TestHost host = await TestHost.StartAsync(azurite.ConnectionString);
        ActivityTraceId trace = ActivityTraceId.CreateRandom();
        using Collected collected = new();
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/health");
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        using HttpResponseMessage response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Waiting.UntilAsync(() => collected.Ended.Any(span => span.TraceId == trace), () => "the span");
        Activity span = Assert.Single(collected.Ended, span => span.TraceId == trace);
        Assert.Equal(("function Health", ActivityKind.Server), (span.DisplayName, span.Kind));
        Assert.Equal(("Health", "http"), (span.GetTagItem("faas.name"), span.GetTagItem("faas.trigger")));
    }

    [Fact]
    public async Task Tick_IsASpan()
    {
        await using TestHost host = await TestHost.StartAsync(azurite.ConnectionString, settings: ("AzureFunctionsWebHost:hostid", "traced"));
        FunctionKeys keys = await FunctionKeyStore.ReadOrCreateAsync(
            new BlobServiceClient(azurite.ConnectionString), "traced", TestContext.Current.CancellationToken);
        using Collected collected = new();
        using HttpRequestMessage fire = new(HttpMethod.Post, "/admin/functions/NewYear");
        fire.Headers.Add("x-functions-key", keys.MasterKey);

        using HttpResponseMessage response = await host.Client.SendAsync(fire, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await Waiting.UntilAsync(() => collected.Ended.Any(IsTick), () => "the span");
        Activity tick = collected.Ended.First(IsTick);
        Assert.Equal("timer", tick.GetTagItem("faas.trigger"));
        Assert.Equal(ActivityKind.Server, tick.Kind);

        static bool IsTick(Activity span) => string.Equals(span.DisplayName, "function NewYear", StringComparison.Ordinal);
    }

    /// <summary>Spans of invocations that ended.</summary>
    private sealed class Collected : IDisposable
    {
        private const string Worker = "Microsoft.Azure.Functions.Worker";
        private readonly ActivityListener _listener;

        public Collected()
        {
            _listener = new ActivityListener
            {
                // ASP.NET Core reads traceparent where somebody listens to it.
                ShouldListenTo = source => source.Name is Worker or "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if (string.Equals(span.Source.Name, Worker, StringComparison.Ordinal))
                    {
                        Ended.Enqueue(span);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ConcurrentQueue<Activity> Ended { get; } = new();

        public void Dispose() => _listener.Dispose();
    }
}
