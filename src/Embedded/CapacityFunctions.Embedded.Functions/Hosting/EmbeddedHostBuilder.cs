using System.Reflection;
using CapacityFunctions.Embedded.Functions.Configuration;
using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Durable;
using CapacityFunctions.Embedded.Functions.Http;
using CapacityFunctions.Embedded.Functions.Invocations;
using CapacityFunctions.Embedded.Functions.Keys;
using CapacityFunctions.Embedded.Functions.Storage;
using CapacityFunctions.Embedded.Functions.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Embedded.Functions.Hosting;

/// <summary>Puts the host together: what the app's Program.cs finds in the builder, and what it gets built.</summary>
internal static class EmbeddedHostBuilder
{
    /// <summary>The port of Core Tools.</summary>
    private const string DefaultPort = "7071";

    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(20);

    public static (WebApplicationBuilder Host, AppSettings AppSettings) Create(EmbeddedHostSettings settings)
    {
        AppSettings appSettings = HostConfiguration.Read(settings);
        WebApplicationBuilder host = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = FunctionAssembly(settings).GetName().Name,
            ContentRootPath = settings.ContentRoot,
            EnvironmentName = HostConfiguration.EnvironmentName(appSettings),
        });
        HostConfiguration.AddSources(host.Configuration, appSettings, settings.ContentRoot, FunctionAssembly(settings));

        host.Logging.AddConfiguration(host.Configuration.GetSection("Logging"));

        // A parent that does not read the output must not bring the host to a standstill.
        host.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        host.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.UseUtcTimestamp = true;
        });

        long bodyLimit = RequestBodyLimit.Read(appSettings);
        host.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = bodyLimit;
        });
        host.WebHost.UseUrls(Urls(appSettings));
        host.Host.UseDefaultServiceProvider(provider =>
        {
            provider.ValidateScopes = true;
            provider.ValidateOnBuild = true;
        });

        IServiceCollection services = host.Services;
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownLimit);
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, RequestLineSilence>();
        services.AddRouting();
        services.AddSingleton(settings);
        services.AddSingleton(appSettings);
        services.AddSingleton<StorageConnection>();

        // First among the hosted services, so that it stops last: what the others write in stopping still finds the emulator.
        services.AddHostedService<EmulatorSupervisor>();
        services.AddSingleton<StorageProbe>();
        services.AddHostedService(provider => provider.GetRequiredService<StorageProbe>());
        return (host, appSettings);
    }

    public static WebApplication Build(
        WebApplicationBuilder host,
        EmbeddedHostSettings settings,
        AppSettings appSettings,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        SettingReferences references = new(appSettings);
        HostJson hostJson = HostJson.Read(appSettings, references);
        FunctionCatalog catalog = new FunctionDiscovery(appSettings, references, hostJson, HostConfiguration.ReadTimeZone(appSettings))
            .Discover(FunctionAssembly(settings).GetExportedTypes());

        IServiceCollection services = host.Services;
        if (catalog.Having<FunctionTrigger.Http>().Any() &&
            services.All(service => service.ServiceType != typeof(IActionResultExecutor<ObjectResult>)))
        {
            throw new HostConfigurationException("The app has HTTP functions: Program.cs must call ConfigureFunctionsWebApplication().");
        }

        string hostId = appSettings["AzureFunctionsWebHost:hostid"] ?? FunctionKeyStore.DefaultHostId;
        services.AddSingleton(catalog);
        services.AddSingleton(hostJson);
        services.AddSingleton<RequestThrottle>();
        services.AddSingleton(provider => new FunctionInvoker(
            provider.GetRequiredService<IServiceScopeFactory>(), middleware, hostJson.FunctionTimeout, settings.Time, provider.GetRequiredService<ILogger<FunctionInvoker>>()));
        services.AddSingleton(provider => new EmbeddedHostAddress(provider.GetRequiredService<IServer>()));
        services.AddSingleton(provider => new KeyRing(
            provider.GetRequiredService<StorageConnection>().Blobs, hostId, settings.Time, provider.GetRequiredService<ILogger<KeyRing>>()));
        services.AddSingleton<KeyAuthorizer>();
        services.AddSingleton<KeyAdministration>();
        services.AddSingleton<HttpFunctionEndpoint>();
        services.AddSingleton<ITimerStatusStore>(
            provider => new BlobTimerStatusStore(provider.GetRequiredService<StorageConnection>().Blobs, hostId));
        services.AddSingleton<TimerService>();
        if (catalog.NeedsDurableTask)
        {
            DurableServices.Add(services, hostJson);
        }

        services.AddHostedService(provider => provider.GetRequiredService<TimerService>());
        services.AddHostedService<KeyPreparation>();
        services.AddHostedService<ParentWatch>();
        services.AddHostedService<StartupReport>();

        WebApplication app = host.Build();
        ConstructorCheck.Run(catalog, app.Services.GetRequiredService<IServiceProviderIsService>());
        HttpPipeline.Map(app, catalog);
        return app;
    }

    private static string Urls(AppSettings settings) =>
        settings["urls"] ?? settings["FUNCTIONS_URL"] ?? settings["ASPNETCORE_URLS"] ??
        $"http://127.0.0.1:{settings[ConfigurationFiles.LocalHttpPort] ?? DefaultPort}";

    private static Assembly FunctionAssembly(EmbeddedHostSettings settings) =>
        settings.FunctionAssembly ?? Assembly.GetEntryAssembly() ?? throw new HostConfigurationException("The process has no entry assembly to take functions from.");
}
