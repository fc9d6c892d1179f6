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
        services.AddOptions<WatchdogOptions>()
            .Bind(configuration.GetSection(WatchdogOptions.SectionName))
            .Configure(options => options.TimerIsOn = !IsDisabled(configuration))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<Watchdog>();
        services.AddOptions<ClockOptions>()
            .Bind(configuration.GetSection(ClockOptions.SectionName))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ClockGuard>();
        return services;
    }

    /// <summary>As the platform reads it; on Linux the dots of a setting's name become underscores.</summary>
    private static bool IsDisabled(IConfiguration configuration) =>
        new[] { "AzureWebJobs.CycleTimer.Disabled", "AzureWebJobs:CycleTimer:Disabled", "AzureWebJobs_CycleTimer_Disabled" }
            .Any(name => string.Equals(configuration[name], "true", StringComparison.OrdinalIgnoreCase) || configuration[name] is "1");
}
