using System.Net;
using System.Net.Http.Json;
using Azure.Data.Tables;
using CapacityFunctions.Embedded.Functions.Tests.TestApp;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests;

public sealed class DurableTests(AzuriteFixture azurite)
{
    private const string HostJson =
        """{ "version": "2.0", "extensions": { "durableTask": { "hubName": "%TestHub%" }, "http": { "routePrefix": "v1/x" } } }""";

    [Fact]
    public async Task Orchestration_StartedByHttp_RunsItsActivitiesAndIsReadByHttp()
    {
        await using TestHost host = await TestHost.StartAsync(azurite.ConnectionString, HostJson, settings: ("TestHub", "RoundTripHub"));

        using HttpResponseMessage started = await host.Client.PostAsJsonAsync(
            "/v1/x/greetings/one",
            new GreetingFunctions.GreetingRequest("Hello", ["Ada", "Emmy"]),
            TestContext.Current.CancellationToken);
        string[]? output = await host.Client.GetFromJsonAsync<string[]>("/v1/x/greetings/one", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal(
            ["Hello Ada (one, SayHello, True)", "Hello Emmy (one, SayHello, True)", "TellPlace of one"], output!, StringComparer.Ordinal);

        // The hub's tables bear the name that host.json takes from a setting.
        List<string> tables = [];
        await foreach (Azure.Data.Tables.Models.TableItem table in new TableServiceClient(azurite.ConnectionString)
            .QueryAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            tables.Add(table.Name);
        }

        Assert.Contains("RoundTripHubInstances", tables, StringComparer.Ordinal);
    }
}
