using CapacityFunctions.Embedded.Functions.Storage;
using CapacityFunctions.Embedded.Functions.Tests.TestApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Tests;

/// <summary>The test app on a free port, with a folder of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;

    private TestHost(IHost host, string folder)
    {
        _host = host;
        _folder = folder;
        Client = new HttpClient { Timeout = TimeSpan.FromSeconds(60), BaseAddress = host.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress };
    }

    public HttpClient Client { get; }

    public Gate Gate => _host.Services.GetRequiredService<Gate>();

    public Journal Journal => _host.Services.GetRequiredService<Journal>();

    /// <summary>Process id of the Azurite that the host started; null when it runs none.</summary>
    public int? OwnAzurite => _host.Services.GetServices<IHostedService>().OfType<EmulatorSupervisor>().Single().OwnProcessId;

    public static FunctionsApplicationBuilder CreateBuilder(
        string folder, string connectionString, string hostJson = """{ "version": "2.0" }""", params (string Name, string Value)[] settings)
    {
        File.WriteAllText(Path.Combine(folder, "host.json"), hostJson);
        Dictionary<string, string?> overrides = new(StringComparer.OrdinalIgnoreCase)
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["AZURITE_START"] = "false",
            ["urls"] = "http://127.0.0.1:0",
            ["TestRoute"] = "from/setting",
            ["TestSchedule"] = "0 0 0 1 1 *",
        };
        foreach ((string name, string value) in settings)
        {
            overrides[name] = value;
        }

        FunctionsApplicationBuilder builder = EmbeddedHost.CreateBuilder(new EmbeddedHostSettings
        {
            FunctionAssembly = typeof(TestHost).Assembly,
            ContentRoot = folder,
            Overrides = overrides,
        });
        builder.Logging.ClearProviders();
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddSingleton<Gate>();
        builder.Services.AddScoped<ScopedValue>();
        builder.Services.AddScoped<NotedScope>();
        return builder;
    }

    public static async Task<TestHost> StartAsync(
        string connectionString,
        string hostJson = """{ "version": "2.0" }""",
        Action<FunctionsApplicationBuilder>? configure = null,
        params (string Name, string Value)[] settings)
    {
        string folder = Directory.CreateTempSubdirectory("capacity-host-").FullName;
        FunctionsApplicationBuilder builder = CreateBuilder(folder, connectionString, hostJson, settings);
        builder.UseMiddleware<NotingMiddleware>();
        builder.UseMiddleware(async (context, next) =>
        {
            Journal journal = context.InstanceServices.GetRequiredService<Journal>();
            bool noted = string.Equals(context.FunctionDefinition.Name, nameof(HttpFunctions.Ordered), StringComparison.Ordinal);
            if (noted)
            {
                journal.Add("lambda before");
            }

            await next();
            if (noted)
            {
                journal.Add("lambda after");
            }
        });
        configure?.Invoke(builder);
        IHost host = builder.Build();
        await host.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return new TestHost(host, folder);
    }

    /// <summary>Ends as a signal would end it; within a minute, or the test fails.</summary>
    public Task StopAsync() => _host.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        Directory.Delete(_folder, recursive: true);
    }
}
