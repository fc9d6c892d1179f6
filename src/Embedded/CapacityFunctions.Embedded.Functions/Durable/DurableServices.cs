using System.Text.Json;
using CapacityFunctions.Embedded.DurableTask;
using CapacityFunctions.Embedded.Functions.Configuration;
using CapacityFunctions.Embedded.Functions.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Embedded.Functions.Durable;

/// <summary>Sets up the Durable engine for the app's orchestrators and activities.</summary>
internal static class DurableServices
{
    public static void Add(IServiceCollection services, HostJson host)
    {
        // The worker's own serializer: apps adjust it with services.Configure<JsonSerializerOptions>(…).
        services.AddSingleton<DataConverter>(provider =>
            new JsonDataConverter(new JsonSerializerOptions(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value)
            {
                PropertyNameCaseInsensitive = true,
            }));
        services.AddSingleton<IDurableTaskInvoker, FunctionTaskInvoker>();
        services.AddSingleton(provider =>
        {
            StorageConnection storage = provider.GetRequiredService<StorageConnection>();
            return new DurableTaskEngine(
                Options(host, provider.GetRequiredService<DataConverter>()),
                storage.Tables,
                storage.Blobs,
                provider.GetRequiredService<IDurableTaskInvoker>(),
                provider.GetRequiredService<EmbeddedHostSettings>().Time,
                provider.GetRequiredService<ILoggerFactory>());
        });
        services.AddHostedService(provider => provider.GetRequiredService<DurableTaskEngine>());
    }

    private static DurableTaskEngineOptions Options(HostJson host, DataConverter converter)
    {
        DurableTaskEngineOptions options = new()
        {
            HubName = host.HubName,
            DataConverter = converter,
            DefaultVersion = host.DefaultVersion,
            LeavesNewerVersions = host.LeavesNewerVersions,
        };
        return options with
        {
            MaxConcurrentActivities = host.MaxConcurrentActivities ?? options.MaxConcurrentActivities,
            MaxConcurrentOrchestrators = host.MaxConcurrentOrchestrators ?? options.MaxConcurrentOrchestrators,
        };
    }
}
