using System.Net;
using System.Net.Http.Json;
using Azure;
using Azure.Storage.Blobs;
using CapacityFunctions.Api;
using CapacityFunctions.Embedded.Functions;
using CapacityFunctions.Hosting;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Audit;
using CapacityFunctions.Testing;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Tests.Api.Audit;

/// <summary>The audit table does not answer, everything else does.</summary>
public sealed class AuditOutageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Changes_WithoutARecord_AreNotMadeExceptAFreeze()
    {
        string folder = Directory.CreateTempSubdirectory("capacity-audit-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), """{ "version": "2.0" }""");
            using IHost host = Build(folder);
            await host.StartAsync();
            FunctionKeys keys = await FunctionKeyStore.ReadOrCreateAsync(new BlobServiceClient(azurite.ConnectionString));
            using HttpClient http = new() { BaseAddress = new Uri(host.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress, "api/") };
            http.DefaultRequestHeaders.Add("x-functions-key", keys.DefaultKey);

            using HttpResponseMessage account = await http.PutAsJsonAsync("accounts/a", new { id = "a" });
            using HttpResponseMessage floor = await http.PostAsJsonAsync(
                "overrides", new { kind = "reservation-floor", accountId = "*", value = 1, reason = "test", expiresAt = "2099-01-01T00:00:00Z" });
            using HttpResponseMessage freeze = await http.PostAsJsonAsync(
                "overrides", new { kind = "freeze", accountId = "*", reason = "test", expiresAt = "2099-01-01T00:00:00Z" });
            string open = await http.GetStringAsync("overrides");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, account.StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, floor.StatusCode);
            Assert.NotNull(floor.Headers.RetryAfter);
            Assert.Equal(HttpStatusCode.Created, freeze.StatusCode);
            Assert.Contains("\"freeze\"", open, StringComparison.Ordinal);
            Assert.DoesNotContain("reservation-floor", open, StringComparison.Ordinal);
            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private IHost Build(string folder)
    {
        FunctionsApplicationBuilder builder = EmbeddedHost.CreateBuilder(new EmbeddedHostSettings
        {
            FunctionAssembly = typeof(Problem).Assembly,
            ContentRoot = folder,
            Overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
                ["AZURITE_START"] = "false",
                ["urls"] = "http://127.0.0.1:0",
                ["TaskHubName"] = "outage",
                ["AzureWebJobs.CycleTimer.Disabled"] = "true",
                ["AzureWebJobs.TrainingTimer.Disabled"] = "true",
                ["Capacity:TablePrefix"] = "outage",
            },
        });
        builder.Logging.ClearProviders();
        builder.ConfigureFunctionsWebApplication();
        builder.UseCapacityApi();
        builder.Services.AddCapacityStorage(builder.Configuration);
        builder.Services.AddCapacityFunctions(builder.Configuration);
        builder.Services.AddSingleton<IAuditTrail>(new SilentTrail());
        return builder.Build();
    }

    private sealed class SilentTrail : IAuditTrail
    {
        public Task AppendAsync(AuditRecord record, CancellationToken cancellationToken = default) => throw new RequestFailedException("No answer.");

        public Task<Storage.Page<AuditRecord>> ListAsync(
            DateTimeOffset from, DateTimeOffset to, int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default) =>
            throw new RequestFailedException("No answer.");
    }
}
