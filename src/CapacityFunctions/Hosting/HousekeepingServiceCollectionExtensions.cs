using CapacityFunctions.Housekeeping;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Hosting;

/// <summary>What keeps the system clean and awake.</summary>
internal static class HousekeepingServiceCollectionExtensions
{
    internal static IServiceCollection AddHousekeeping(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>()
            .Bind(configuration.GetSection(RetentionOptions.SectionName))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddSingleton<RetentionParts>();
        services.AddSingleton<HistoryPurge>();
        return services;
    }
}
