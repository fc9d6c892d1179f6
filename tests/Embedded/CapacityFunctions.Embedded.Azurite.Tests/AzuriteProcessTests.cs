using Azure.Data.Tables;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Azurite.Tests;

public sealed class AzuriteProcessTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Restart_SameFolder_KeepsRowsWrittenJustBefore()
    {
        TableClient table = new(azurite.ConnectionString, "kept");
        await table.CreateIfNotExistsAsync(TestContext.Current.CancellationToken);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = 42 }, TestContext.Current.CancellationToken);

        await azurite.RestartAsync();

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(42, row.GetInt32("Value"));
    }
}
