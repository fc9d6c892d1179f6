using Azure.Identity;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Metrics;
using CapacityFunctions.Azure.Options;
using CapacityFunctions.Azure.Quotas;
using CapacityFunctions.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Azure;

/// <summary>Registers Azure as the provider of capacity, where it is chosen.</summary>
public static class AzureServiceCollectionExtensions
{
    /// <summary>Chooses who holds capacity: <c>ledger</c> (the default) or <c>azure</c>.</summary>
    public const string ProviderSetting = "Capacity:Provider";

    /// <summary>The client without identity that reads retail prices.</summary>
    internal const string PricesClient = "CapacityFunctions.Azure.Prices";

    private const string Ledger = "ledger";
    private const string Azure = "azure";
    private static readonly TimeSpan PriceTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Puts <see cref="AzureCapacityProvider"/> and <see cref="QuotaGroupAllocations"/> in the place of whatever providers are registered before, where the setting
    /// <c>Capacity__Provider</c> is <c>azure</c>; does nothing where it is <c>ledger</c> or missing. Options come from <c>Capacity:Azure</c>
    /// and are checked when the app starts.
    /// </summary>
    /// <exception cref="InvalidOperationException">The setting names neither.</exception>
    public static IServiceCollection AddAzureCapacity(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        string chosen = configuration[ProviderSetting] ?? Ledger;
        if (string.Equals(chosen, Ledger, StringComparison.OrdinalIgnoreCase))
        {
            return services;
        }

        if (!string.Equals(chosen, Azure, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"Capacity__Provider: '{chosen}' is not a provider; there are: {Ledger}, {Azure}.");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<AzureProviderOptions>, AzureProviderOptionsValidator>();
        services.AddOptions<AzureProviderOptions>()
            .Bind(configuration.GetSection(AzureProviderOptions.SectionName))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHttpClient(PricesClient, client => client.Timeout = PriceTimeout);
        services.AddSingleton(provider => new AzureConnection(Options(provider), Credential(Options(provider))));
        services.AddSingleton(provider => new QuotaGroups(Connection(provider), Options(provider), Time(provider)));
        services.AddSingleton(provider => new QuotaTransfers(Connection(provider), Options(provider)));
        services.AddSingleton(provider => new MetricsBatches(Connection(provider)));
        services.AddSingleton(provider => new AzureParts(
            Connection(provider),
            Options(provider),
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(PricesClient),
            Time(provider),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new AzureCapacityProvider(provider.GetRequiredService<AzureParts>()));
        services.AddSingleton(provider => new QuotaGroupAllocations(
            provider.GetRequiredService<QuotaGroups>(), provider.GetRequiredService<AzureParts>().Skus, Options(provider), Time(provider)));
        services.RemoveAll<ICapacityProvider>();
        services.AddSingleton<ICapacityProvider>(provider => provider.GetRequiredService<AzureCapacityProvider>());
        services.RemoveAll<IAllocationProvider>();
        services.AddSingleton<IAllocationProvider>(provider => provider.GetRequiredService<QuotaGroupAllocations>());
        return services;
    }

    private static AzureConnection Connection(IServiceProvider provider) => provider.GetRequiredService<AzureConnection>();

    private static AzureProviderOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<AzureProviderOptions>>().Value;

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static DefaultAzureCredential Credential(AzureProviderOptions options)
    {
        DefaultAzureCredentialOptions chosen = new() { ManagedIdentityClientId = options.ManagedIdentityClientId };
        if (options.AuthorityHost is { } authority)
        {
            chosen.AuthorityHost = authority;
        }

        return new DefaultAzureCredential(chosen);
    }
}
