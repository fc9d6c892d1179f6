using CapacityFunctions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Dashboard.Tests.Systems;

/// <summary>The stores, for what a test writes past the API.</summary>
internal static class StorageServices
{
    public static ServiceProvider Build(string connectionString, string prefix)
    {
        IConfiguration settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["AzureWebJobsStorage"] = connectionString,
                ["Capacity:TablePrefix"] = prefix,
            })
            .Build();
        return new ServiceCollection().AddCapacityStorage(settings).BuildServiceProvider();
    }
}
