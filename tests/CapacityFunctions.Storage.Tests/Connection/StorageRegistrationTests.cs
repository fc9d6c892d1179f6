using Azure.Data.Tables;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Ledger;
using CapacityFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Storage.Tests.Connection;

public sealed class StorageRegistrationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task EnsureCreatedAsync_ManyProcessesAtOnce_MakesEveryTableUnderThePrefix()
    {
        await using StorageHost host = new(azurite);
        await using StorageHost other = new(azurite, new KeyValuePair<string, string?>("Capacity:TablePrefix", host.Prefix));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(index =>
            (index % 2 == 0 ? host : other).Get<StorageInitializer>().EnsureCreatedAsync()));
        await host.Get<StorageInitializer>().EnsureCreatedAsync();

        List<string> tables = [];
        await foreach (var table in new TableServiceClient(azurite.ConnectionString).QueryAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            tables.Add(table.Name);
        }

        Assert.Equal(
            Enum.GetNames<StorageTable>().Select(name => host.Prefix + name).Order(StringComparer.Ordinal),
            tables.Where(name => name.StartsWith(host.Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("1st")]
    [InlineData("with-dash")]
    [InlineData("")]
    [InlineData("twentyonecharactersxx")]
    [InlineData("line\n")]
    public void Options_InvalidPrefix_AreRefused(string prefix)
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() =>
            Options(("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("Capacity:TablePrefix", prefix)));

        Assert.Contains("Capacity__TablePrefix", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_NoConnection_AreRefused()
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() =>
            Options(("AzureWebJobsStorage:tableServiceUri", "https://account.table.core.windows.net")));

        Assert.Contains("AzureWebJobsStorage__blobServiceUri", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_Identity_AreReadAsFunctionsWriteThem()
    {
        StorageOptions options = Options(
            ("AzureWebJobsStorage:tableServiceUri", "https://account.table.core.windows.net"),
            ("AzureWebJobsStorage:blobServiceUri", "https://account.blob.core.windows.net"),
            ("AzureWebJobsStorage:clientId", "b2f0c7a4-0000-0000-0000-000000000000"));

        Assert.Equal(new Uri("https://account.table.core.windows.net"), options.TableServiceUri);
        Assert.Equal(new Uri("https://account.blob.core.windows.net"), options.BlobServiceUri);
        Assert.Equal("b2f0c7a4-0000-0000-0000-000000000000", options.ClientId);
        Assert.Null(options.ConnectionString);
        Assert.Equal("capacity", options.TablePrefix);
    }

    [Fact]
    public void Services_Identity_AreBuiltWithoutAskingForAToken()
    {
        using ServiceProvider services = Services(
            ("AzureWebJobsStorage:tableServiceUri", "https://account.table.core.windows.net"),
            ("AzureWebJobsStorage:blobServiceUri", "https://account.blob.core.windows.net"));

        Assert.Same(services.GetRequiredService<LedgerCapacityProvider>(), services.GetRequiredService<ICapacityProvider>());
    }

    [Fact]
    public void Options_ZoneListedTwice_AreRefused()
    {
        using ServiceProvider services = Services(
            ("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("Capacity:Zones:0:Zone", "1"), ("Capacity:Zones:1:Zone", "1"));

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<LedgerOptions>>().Value);
    }

    private static StorageOptions Options(params (string Key, string Value)[] settings)
    {
        using ServiceProvider services = Services(settings);
        return services.GetRequiredService<IOptions<StorageOptions>>().Value;
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        return new ServiceCollection().AddCapacityStorage(configuration).BuildServiceProvider();
    }
}
