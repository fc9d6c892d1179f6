using System.Diagnostics;
using CapacityFunctions.Embedded.Azurite;
using Xunit;

namespace CapacityFunctions.Testing;

/// <summary>A real Azurite on free ports with an empty folder, shared by the tests of one class, collection or assembly.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("capacity-azurite-").FullName;
    private AzuriteProcess? _azurite;

    public AzuriteEndpoints Endpoints => (_azurite ?? throw new InvalidOperationException("Azurite has not been started.")).Endpoints;

    public string ConnectionString => Endpoints.ConnectionString;

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(_folder, TimeProvider.System);

    /// <summary>Stops Azurite; its data stays.</summary>
    public async Task StopAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    /// <summary>Ends Azurite at once, as <c>kill -9</c> does: it keeps what it wrote to its files last, which is up to five seconds old.</summary>
    public async Task KillAsync()
    {
        using Process azurite = Process.GetProcessById((_azurite ?? throw new InvalidOperationException("Azurite has not been started.")).ProcessId);
        azurite.Kill();
        await azurite.WaitForExitAsync();
    }

    /// <summary>Starts Azurite again on the same ports and data.</summary>
    public async Task RestartAsync()
    {
        AzuriteEndpoints endpoints = Endpoints;
        await StopAsync();
        _azurite = await AzuriteProcess.StartAsync(_folder, endpoints, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
