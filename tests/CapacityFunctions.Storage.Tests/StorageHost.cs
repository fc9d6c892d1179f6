using CapacityFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Storage.Tests;

/// <summary>The stores of an installation of its own (an unused prefix) on a shared Azurite, built as the app builds them.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly ServiceProvider _services;

    internal StorageHost(AzuriteFixture azurite, params IEnumerable<KeyValuePair<string, string?>> settings)
        : this(azurite.ConnectionString, settings)
    {
    }

    internal StorageHost(string connectionString, params IEnumerable<KeyValuePair<string, string?>> settings)
        : this(connectionString, $"t{Guid.NewGuid().ToString("N")[..12]}", new FakeTimeProvider(Instants.Noon), settings)
    {
    }

    private StorageHost(
        string connectionString, string prefix, FakeTimeProvider time, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _connectionString = connectionString;
        Prefix = prefix;
        Time = time;
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("AzureWebJobsStorage", connectionString),
                new("Capacity:TablePrefix", Prefix),
            ])
            .AddInMemoryCollection(settings)
            .Build();
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddCapacityStorage(configuration)
            .BuildServiceProvider();
    }

    internal string Prefix { get; }

    internal FakeTimeProvider Time { get; }

    /// <summary>The stores of another process over the same installation and clock.</summary>
    internal StorageHost Another(params IEnumerable<KeyValuePair<string, string?>> settings) => new(_connectionString, Prefix, Time, settings);

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
