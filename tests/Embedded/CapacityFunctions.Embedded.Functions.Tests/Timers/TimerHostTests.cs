using System.Net;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Functions.Timers;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests.Timers;

public sealed class TimerHostTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Host_EverySecond_Fires()
    {
        await using TestHost host = await TestHost.StartAsync(azurite.ConnectionString, settings: ("TestSchedule", "* * * * * *"));

        await Waiting.UntilAsync(() => host.Journal.Entries.Count(entry => entry is "tick False") >= 2, () => "two ticks");
    }

    [Fact]
    public async Task Host_TickMissedWhileDown_FiresPastDueOnce()
    {
        const string hostId = "missed";
        BlobTimerStatusStore store = new(new BlobServiceClient(azurite.ConnectionString), hostId);
        TimerSchedule schedule = TimerSchedule.Parse("0 0 0 1 1 *", TimeZoneInfo.Utc, "test");
        DateTimeOffset missed = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await store.WriteAsync(
            "EverySecond", new TimerStatus(Last: null, missed, missed, schedule.Identity), TestContext.Current.CancellationToken);

        await using TestHost host = await TestHost.StartAsync(azurite.ConnectionString, settings: ("AzureFunctionsWebHost:hostid", hostId));
        await Waiting.UntilAsync(() => host.Journal.Entries.Count > 0, () => "a run");

        Assert.Equal(["tick True"], host.Journal.Entries, StringComparer.Ordinal);
        await Waiting.UntilAsync(
            async () => await store.ReadAsync("EverySecond", TestContext.Current.CancellationToken) is { Last: { } last } && last > missed,
            () => "the run's status");
    }

    [Fact]
    public async Task Admin_TimerFunction_RunsWithTheMasterKeyOnly()
    {
        const string hostId = "manual";
        await using TestHost host = await TestHost.StartAsync(azurite.ConnectionString, settings: ("AzureFunctionsWebHost:hostid", hostId));
        FunctionKeys keys = await FunctionKeyStore.ReadOrCreateAsync(
            new BlobServiceClient(azurite.ConnectionString), hostId, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(host, "NewYear", keys.DefaultKey));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(host, "Health", keys.MasterKey));
        Assert.Empty(host.Journal.Entries);

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(host, "newyear", keys.MasterKey));
        await Waiting.UntilAsync(() => host.Journal.Entries.Count > 0, () => "a run");
        Assert.Equal(["NewYear next 01-01"], host.Journal.Entries, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Host_DisabledFunction_IsNotServed()
    {
        await using TestHost host = await TestHost.StartAsync(
            azurite.ConnectionString,
            settings: [("TestSchedule", "* * * * * *"), ("AzureWebJobs.EverySecond.Disabled", "true"), ("AzureWebJobs:Health:Disabled", "1")]);

        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);

        Assert.Empty(host.Journal.Entries);
        using HttpResponseMessage health = await host.Client.GetAsync(new Uri("/api/health", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, health.StatusCode);
    }

    private static async Task<HttpStatusCode> PostAsync(TestHost host, string function, string key)
    {
        HttpRequestMessage request = new(HttpMethod.Post, $"/admin/functions/{function}") { Headers = { { "x-functions-key", key } } };
        using HttpResponseMessage response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

}
