using CapacityFunctions.Api.Explanations;
using CapacityFunctions.Api.Overrides;
using CapacityFunctions.Api.Overview;
using CapacityFunctions.Api.Signals;
using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Previews;
using CapacityFunctions.Telemetry;
using CapacityFunctions.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Hosting;

/// <summary>What the app needs beside storage. A <see cref="LearnerCatalog"/> that is registered before is kept.</summary>
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
        services.AddCapacityApi(configuration);
        services.AddMetrics();
        services.AddProviderTraces();
        services.AddSingleton<CycleMeters>();
        services.AddHousekeeping(configuration);
        services.AddSingleton<CycleLauncher>();
        services.AddSingleton<CycleInputs>();
        services.AddSingleton<AllocationFactsReader>();
        services.AddSingleton<GroupForecaster>();
        services.AddSingleton<GroupDecisionQuantile>();
        services.AddSingleton<ReservationQuestions>();
        services.AddSingleton<CycleViewReader>();
        services.AddSingleton<OverridePreviewer>();
        services.AddSingleton<OverrideBinds>();
        services.AddSingleton<SignalPreviewer>();
        services.AddSingleton<SignalBatchReader>();
        services.AddSingleton<RequestApplier>();
        services.AddSingleton<LimitBook>();
        services.AddSingleton<ReleaseKeeper>();
        services.AddSingleton<TimelineRecorder>();
        services.AddSingleton<OverviewReader>();
        services.AddSingleton<AccountViewReader>();
        services.AddSingleton<Refusals>();
        services.TryAddSingleton(new LearnerCatalog(MachineLearningLearners.All));
        services.AddSingleton<LearnedModels>();
        services.AddSingleton<TrainingLauncher>();
        services.AddSingleton<PanelReader>();
        services.AddSingleton<ModelTrainer>();
        services.AddSingleton<SeriesFactsReader>();
        services.AddSingleton<SeriesModelStates>();
        services.AddSingleton<SeriesSignals>();
        services.AddSingleton<SeriesModels>();
        services.AddSingleton<AccuracyTracker>();
        services.AddSingleton<ExplanationReader>();
        services.AddSingleton<SeriesForecaster>();
        return services;
    }
}
