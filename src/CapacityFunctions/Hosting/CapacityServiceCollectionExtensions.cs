using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Hosting;

/// <summary>What the app needs beside storage.</summary>
public static class CapacityServiceCollectionExtensions
{
    public static IServiceCollection AddCapacityFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        services.AddOptions<CapacityOptions>()
            .Bind(configuration.GetSection(CapacityOptions.SectionName))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<TimeProvider>(provider =>
            new ShiftedTimeProvider(provider.GetRequiredService<IOptions<CapacityOptions>>().Value.ClockOffset));
        services.AddSingleton<CycleLauncher>();
        services.AddSingleton<CycleInputs>();
        services.AddSingleton<ModelTrainer>();
        services.AddSingleton<SeriesSignals>();
        services.AddSingleton<SeriesModels>();
        services.AddSingleton<SeriesForecaster>();
        return services;
    }
}
