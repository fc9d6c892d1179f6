using CapacityFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Storage.Tests;

/// <summary>The stores of an installation of its own (an unused prefix) on a shared Azurite, built as the app builds them.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    internal StorageHost(AzuriteFixture azurite, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Prefix = $"t{Guid.NewGuid().ToString("N")[..12]}";
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("AzureWebJobsStorage", azurite.ConnectionString),
                new("Capacity:TablePrefix", Prefix),
                .. settings,
            ])
            .Build();
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddCapacityStorage(configuration)
            .BuildServiceProvider();
    }

    internal string Prefix { get; }

    internal FakeTimeProvider Time { get; } = new(Instants.Noon);

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
