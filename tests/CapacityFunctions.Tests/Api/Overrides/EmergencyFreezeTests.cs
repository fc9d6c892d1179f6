using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Testing;
using CapacityFunctions.Tests.Previews;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace CapacityFunctions.Tests.Api.Overrides;

/// <summary>Everything can be stopped while the rest is broken, and nothing moves when nobody can tell whether it is stopped.</summary>
public sealed class EmergencyFreezeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly object Stop = new
    {
        kind = "freeze",
        accountId = "*",
        resourceType = "*",
        effectiveFrom = LoopApp.End,
        expiresAt = LoopApp.End.AddHours(6),
        reason = "prices have gone mad",
    };

    [Fact]
    public async Task Freeze_ProviderThrows_IsGivenAndSaysThatBindsAreUnknown()
    {
        ICapacityProvider broken = Substitute.For<ICapacityProvider>();
        broken.ListReservationsAsync(Arg.Any<ResourceType>(), Arg.Any<CancellationToken>()).ThrowsAsync(new HttpRequestException("the region is down"));
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        await app.RunCycleAsync(LoopApp.End.AddMinutes(1));
        await using LoopApp half = await LoopApp.StartAsync(
            azurite.ConnectionString, services => services.AddSingleton(broken), ("Capacity:TablePrefix", app.Prefix));

        (HttpStatusCode status, JsonElement created) = await StopAsync(half);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Contains("the region is down", created.GetProperty("binds")[0].GetString(), StringComparison.Ordinal);

        // The app whose provider works again honours it: nothing changes, and every decision says why.
        app.Clock.Set(LoopApp.End.AddMinutes(20.5));
        await app.SendUsageAsync(LoopApp.End, LoopApp.End.AddMinutes(20));
        JsonElement report = await app.RunCycleAsync(LoopApp.End.AddMinutes(20));
        AssertFrozen(report, "prices have gone mad");
    }

    [Fact]
    public async Task Freeze_ProviderNeverAnswers_IsGivenWithinSeconds()
    {
        ICapacityProvider silent = Substitute.For<ICapacityProvider>();
        silent.ListReservationsAsync(Arg.Any<ResourceType>(), Arg.Any<CancellationToken>()).Returns(new TaskCompletionSource<IReadOnlyList<Reservation>>().Task);
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        await app.RunCycleAsync(LoopApp.End.AddMinutes(1));
        await using LoopApp half = await LoopApp.StartAsync(
            azurite.ConnectionString, services => services.AddSingleton(silent), ("Capacity:TablePrefix", app.Prefix));

        (HttpStatusCode status, JsonElement created) = await StopAsync(half).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Contains("no answer within 5 s", created.GetProperty("binds")[0].GetString(), StringComparison.Ordinal);
    }

    /// <summary>No account, cycle, forecast, trail or orchestration is left: only the overrides' own table is needed.</summary>
    [Fact]
    public async Task Freeze_AllOtherTablesAreGone_IsGiven()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        TableServiceClient tables = new(azurite.ConnectionString);
        await foreach (TableItem table in tables.QueryAsync())
        {
            if (table.Name.StartsWith(app.Prefix, StringComparison.OrdinalIgnoreCase) && !table.Name.EndsWith("Overrides", StringComparison.Ordinal))
            {
                await tables.DeleteTableAsync(table.Name);
            }
        }

        (HttpStatusCode status, _) = await StopAsync(app);

        Assert.Equal(HttpStatusCode.Created, status);
        JsonElement listed = await app.GetAsync("overrides?state=active");
        Assert.Equal("freeze", Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Cycle_OverridesCannotBeRead_HoldsEverythingAndSaysSo()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        await app.RunCycleAsync(LoopApp.End.AddMinutes(1));
        (HttpStatusCode status, JsonElement created, HttpResponseMessage answered) = await app.PostAsync("overrides", new
        {
            kind = "reservation-floor",
            accountId = LoopApp.Name(0),
            value = 150,
            effectiveFrom = LoopApp.End,
            expiresAt = LoopApp.End.AddHours(6),
            reason = "campaign",
        });
        answered.Dispose();
        Assert.True(status == HttpStatusCode.Created, created.GetRawText());
        await SpoilAsync(app);

        app.Clock.Set(LoopApp.End.AddMinutes(3));
        JsonElement report = await app.RunCycleAsync(LoopApp.End.AddMinutes(2));

        AssertFrozen(report, "the overrides can't be read");
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> StopAsync(LoopApp app)
    {
        (HttpStatusCode status, JsonElement body, HttpResponseMessage response) = await app.PostAsync("overrides", Stop);
        response.Dispose();
        return (status, body);
    }

    private static void AssertFrozen(JsonElement report, string why)
    {
        Assert.Equal("Completed", report.GetProperty("status").GetString());
        Assert.All(report.GetProperty("decisions").EnumerateArray(), decision =>
        {
            Assert.Equal(LoopApp.Reserved(decision, "reservedBefore"), LoopApp.Reserved(decision));
            Assert.Equal(decision.GetProperty("allocatedBefore").GetDecimal(), decision.GetProperty("allocatedAfter").GetDecimal());
            Assert.Contains(why, decision.GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
        });
        Assert.NotEmpty(report.GetProperty("decisions").EnumerateArray());
    }

    /// <summary>Makes the row of the open override one that no program can read.</summary>
    private async Task SpoilAsync(LoopApp app)
    {
        TableClient table = new(azurite.ConnectionString, $"{app.Prefix}Overrides");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(entity => entity.RowKey.CompareTo("end|") >= 0 && entity.RowKey.CompareTo("end}") < 0))
        {
            row["Override"] = "{ not json";
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        }
    }
}
