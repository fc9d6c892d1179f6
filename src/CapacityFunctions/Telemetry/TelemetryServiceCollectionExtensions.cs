using CapacityFunctions.Cycles;
#if FUNCTIONS_AZURE
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
#endif
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CapacityFunctions.Telemetry;

/// <summary>OpenTelemetry for the app.</summary>
public static class TelemetryServiceCollectionExtensions
{
    /// <summary>The Azure SDK traces only where this is set; it has to be before its first client.</summary>
    private const string AzureTraces = "Azure.Experimental.EnableActivitySource";

    /// <summary>Orchestrations and what they call; what comes in; the app's own.</summary>
    private static readonly string[] Steps = ["Microsoft.DurableTask", "Microsoft.Azure.Functions.Worker", CapacityTraces.SourceName];

    /// <summary>Storage, Azure and prices.</summary>
    private static readonly string[] Calls = ["Azure.*", "System.Net.Http"];

    /// <summary>Exports to wherever settings point; without any of them nothing is registered, and nothing is measured.</summary>
    public static IServiceCollection AddCapacityTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        IConfigurationSection section = configuration.GetSection(TelemetryOptions.SectionName);
        services.AddOptions<TelemetryOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        TelemetryOptions options = section.Get<TelemetryOptions>() ?? new TelemetryOptions();
        TelemetryTargets targets = TelemetryTargets.Of(configuration, options);
        if (!targets.Any)
        {
            return services;
        }

        AppContext.SetSwitch(AzureTraces, isEnabled: true);
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("CapacityFunctions", serviceVersion: typeof(CycleTimer).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces => Trace(traces, targets, options))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(CycleMeters.MeterName);
                targets.AddTo(metrics);
            })
            .WithLogging(targets.AddTo, logs => logs.IncludeFormattedMessage = true);
#if FUNCTIONS_AZURE
        telemetry.UseFunctionsWorkerDefaults();
#endif

        // Exporters bring samplers of their own; the last one counts.
        services.ConfigureOpenTelemetryTracerProvider((_, traces) => traces.SetSampler(new EntrySampler(Math.Clamp(options.TraceRatio, 0, 1))));
        return services;
    }

    private static void Trace(TracerProviderBuilder traces, TelemetryTargets targets, TelemetryOptions options)
    {
        traces.AddSource(Steps);
#if !FUNCTIONS_AZURE
        // In Azure the host has this span, and the worker would tell of the same request again.
        traces.AddSource("Microsoft.AspNetCore");
#endif
        if (options.TraceCalls)
        {
            traces.AddSource(Calls);
        }

        targets.AddTo(traces);
    }
}
