using CapacityFunctions.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Telemetry;

/// <summary>Puts spans around the providers that are registered.</summary>
internal static class TracedProviders
{
    public static IServiceCollection AddProviderTraces(this IServiceCollection services) => services
        .Wrap<ICapacityProvider>(provider => new TracedCapacityProvider(provider))
        .Wrap<IAllocationProvider>(provider => new TracedAllocationProvider(provider));

    private static IServiceCollection Wrap<T>(this IServiceCollection services, Func<T, T> around)
        where T : class
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(T)) is { ImplementationFactory: { } make } registered)
        {
            services[services.IndexOf(registered)] = ServiceDescriptor.Singleton(provider => around((T)make(provider)));
        }

        return services;
    }
}
