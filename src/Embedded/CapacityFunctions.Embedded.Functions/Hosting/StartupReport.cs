using CapacityFunctions.Embedded.Functions.Configuration;
using CapacityFunctions.Embedded.Functions.Discovery;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Hosting;

/// <summary>Says what is served, as soon as it is.</summary>
internal sealed class StartupReport(
    FunctionCatalog catalog, EmbeddedHostAddress address, EmbeddedHostSettings settings, AppSettings appSettings, ILogger<StartupReport> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        HostLog.Serving(logger, address.BaseAddress);
        foreach ((string path, bool isKnown) in HostJsonReview.WithoutEffect(appSettings))
        {
            if (isKnown)
            {
                HostLog.SettingWithoutEffect(logger, path);
            }
            else
            {
                HostLog.UnknownSetting(logger, path);
            }
        }

        foreach (FunctionDescriptor function in catalog.Functions)
        {
            switch (function.Trigger)
            {
                case FunctionTrigger.Http http:
                    string methods = http.Methods.Count == 0 ? "any method" : string.Join(',', http.Methods);
                    HostLog.HttpFunction(logger, function.Name, methods, $"{address.BaseAddress}{http.Route}", http.Level.ToString());
                    break;
                case FunctionTrigger.Timer timer:
                    HostLog.TimerFunction(logger, function.Name, timer.Schedule.ToString(), timer.Schedule.Next(settings.Time.GetUtcNow()));
                    break;
                case FunctionTrigger.Orchestration:
                    HostLog.DurableFunction(logger, function.Name, "orchestrator");
                    break;
                case FunctionTrigger.Activity:
                    HostLog.DurableFunction(logger, function.Name, "activity");
                    break;
            }
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
