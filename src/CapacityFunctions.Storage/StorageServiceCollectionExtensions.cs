using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Accuracy;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Audit;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Health;
using CapacityFunctions.Storage.Idempotency;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Storage.Ledger;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Storage.Overrides;
using CapacityFunctions.Storage.Performance;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Storage.Signals;
using CapacityFunctions.Storage.Timeline;
using CapacityFunctions.Storage.Trainings;
using CapacityFunctions.Storage.Usage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Storage;

/// <summary>Registers everything that is kept.</summary>
public static class StorageServiceCollectionExtensions
{
    private const string FunctionsConnection = "AzureWebJobsStorage";

    /// <summary>
    /// Registers the stores, the ledger as <see cref="ICapacityProvider"/> and <see cref="IAllocationProvider"/>, <see cref="StorageInitializer"/> and
    /// <see cref="StorageHealth"/>, all as singletons.
    /// </summary>
    /// <param name="services">Receives the registrations; a <see cref="TimeProvider"/> is added when there is none.</param>
    /// <param name="configuration">
    /// App settings as Azure Functions have them: <c>AzureWebJobsStorage</c>, or <c>AzureWebJobsStorage__tableServiceUri</c>,
    /// <c>__blobServiceUri</c> and optionally <c>__clientId</c>; <c>Capacity__TablePrefix</c>; <c>Capacity__Zones</c>;
    /// <c>Capacity__Ledger</c>. A section <c>Storage</c> overrides them.
    /// </param>
    public static IServiceCollection AddCapacityStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddOptions<StorageOptions>().Configure(options => Read(configuration, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LedgerOptions>, LedgerOptionsValidator>();
        services.AddOptions<LedgerOptions>().Bind(configuration.GetSection(LedgerOptions.SectionName)).ValidateOnStart();

        services.AddSingleton(provider => Connect(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value, provider.GetRequiredService<StorageClock>()));
        services.AddSingleton(_ => new StorageClock(TimeProvider.System));
        services.AddSingleton(provider => new StorageInitializer(Connection(provider)));
        services.AddSingleton(provider => new StorageHealth(Connection(provider), Time(provider)));
        services.AddSingleton(provider => new AccountStore(Connection(provider)));
        services.AddSingleton(provider => new UsageStore(Connection(provider)));
        services.AddSingleton(provider => new PerformanceStore(Connection(provider)));
        services.AddSingleton(provider => new SignalStore(Connection(provider)));
        services.AddSingleton(provider => new PredictionStore(Connection(provider)));
        services.AddSingleton(provider => new AccuracyStore(Connection(provider)));
        services.AddSingleton(provider => new ShardStore(Connection(provider)));
        services.AddSingleton(provider => new ModelStore(Connection(provider)));
        services.AddSingleton(provider => new LearnedModelStore(Connection(provider)));
        services.AddSingleton(provider => new TrainingStore(Connection(provider)));
        services.AddSingleton(provider => new TrainingWorkStore(Connection(provider)));
        services.AddSingleton(provider => new RequestStore(Connection(provider)));
        services.AddSingleton(provider => new CoolDownStore(Connection(provider), Time(provider)));
        services.AddSingleton(provider => new TrailStore(Connection(provider)));
        services.AddSingleton(provider => new AllocationStore(Connection(provider)));
        services.AddSingleton(provider => new OverrideStore(Connection(provider), Time(provider)));
        services.AddSingleton(provider => new TimelineStore(Connection(provider)));
        services.AddSingleton(provider => new CycleStore(Connection(provider)));
        services.AddSingleton(provider => new DecisionStore(Connection(provider)));
        services.AddSingleton(provider => new OutlookStore(Connection(provider)));
        services.AddSingleton(provider => new DivisionStore(Connection(provider)));
        services.AddSingleton(provider => new ShiftStore(Connection(provider)));
        services.AddSingleton(provider => new LedgerAllocationProvider(
            Connection(provider), new LedgerDefaults(provider.GetRequiredService<IOptions<LedgerOptions>>().Value), Time(provider)));
        services.AddSingleton<IAllocationProvider>(provider => provider.GetRequiredService<LedgerAllocationProvider>());
        services.AddSingleton(provider => new AuditStore(Connection(provider)));
        services.AddSingleton<IAuditTrail>(provider => provider.GetRequiredService<AuditStore>());
        services.AddSingleton(provider => new IdempotencyStore(Connection(provider), Time(provider)));
        services.AddSingleton(provider => new LedgerCapacityProvider(
            Connection(provider), new LedgerDefaults(provider.GetRequiredService<IOptions<LedgerOptions>>().Value), Time(provider)));
        services.AddSingleton<ICapacityProvider>(provider => provider.GetRequiredService<LedgerCapacityProvider>());
        return services;
    }

    private static StorageConnection Connection(IServiceProvider provider) => provider.GetRequiredService<StorageConnection>();

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static void Read(IConfiguration configuration, StorageOptions options)
    {
        IConfigurationSection functions = configuration.GetSection(FunctionsConnection);
        options.ConnectionString = functions.Value;
        options.TableServiceUri = functions.GetValue<Uri?>("tableServiceUri");
        options.BlobServiceUri = functions.GetValue<Uri?>("blobServiceUri");
        options.ClientId = functions["clientId"];
        options.TablePrefix = configuration["Capacity:TablePrefix"] ?? options.TablePrefix;
        configuration.GetSection(StorageOptions.SectionName).Bind(options);
    }

    private static StorageConnection Connect(StorageOptions options, StorageClock clock)
    {
        LostStoragePolicy lost = new();
        TableClientOptions tableOptions = Bounded(new TableClientOptions());
        BlobClientOptions blobOptions = Bounded(new BlobClientOptions());
        tableOptions.AddPolicy(lost, HttpPipelinePosition.PerCall);
        tableOptions.AddPolicy(clock, HttpPipelinePosition.PerRetry);
        blobOptions.AddPolicy(lost, HttpPipelinePosition.PerCall);
        if (options.ConnectionString is { Length: > 0 } connectionString)
        {
            return new StorageConnection(
                new TableServiceClient(connectionString, tableOptions), new BlobServiceClient(connectionString, blobOptions), options.TablePrefix, lost);
        }

        DefaultAzureCredential credential = new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId });
        return new StorageConnection(
            new TableServiceClient(options.TableServiceUri, credential, tableOptions),
            new BlobServiceClient(options.BlobServiceUri, credential, blobOptions),
            options.TablePrefix,
            lost);
    }

    /// <summary>An outage shall be noticed in seconds: what needs longer patience (an activity) retries by its own policy.</summary>
    private static TOptions Bounded<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return options;
    }
}
