using System.Diagnostics;
using CapacityFunctions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CapacityFunctions.Tests.Telemetry;

/// <summary>Telemetry goes where settings point, begins where something comes in, and without settings is not there at all.</summary>
[Collection(Spans.Collection)]
public sealed class TelemetryRegistrationTests
{
    private const string Insights = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:1/";

    private static readonly Dictionary<string, (string, string)[]> Settings = new(StringComparer.Ordinal)
    {
        ["nothing"] = [],
        ["empty"] = [("APPLICATIONINSIGHTS_CONNECTION_STRING", ""), ("OTEL_EXPORTER_OTLP_ENDPOINT", " "), ("Capacity:Telemetry:Console", "false")],
        ["insights"] = [("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights)],
        ["otlp"] = [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")],
        ["console"] = [("Capacity:Telemetry:Console", "true")],
    };

    [Theory]
    [InlineData("nothing", false)]
    [InlineData("empty", false)]
    [InlineData("insights", true)]
    [InlineData("otlp", true)]
    [InlineData("console", true)]
    public async Task Providers_AreThereWhereASettingPointsSomewhere(string settings, bool expected)
    {
        await using ServiceProvider services = Create(Settings[settings]);

        Assert.Equal(expected, services.GetService<TracerProvider>() is not null);
        Assert.Equal(expected, services.GetService<MeterProvider>() is not null);
        Assert.Equal(expected, services.GetService<LoggerProvider>() is not null);
    }

    /// <summary>Application Insights brings a sampler of its own; ours counts.</summary>
    [Theory]
    [InlineData("insights")]
    [InlineData("otlp")]
    public async Task Trace_BeginsWithATickAndNotWithALease(string settings)
    {
        await using ServiceProvider services = Create(Settings[settings]);
        using TracerProvider provider = services.GetRequiredService<TracerProvider>();
        using ActivitySource runtime = new("Microsoft.DurableTask");
        using ActivitySource azure = new("Azure.Data.Tables.TableClient");

        using (Activity? lease = azure.StartActivity("TableClient.Query", ActivityKind.Client))
        {
            Assert.False(lease?.Recorded ?? false);
        }

        using Activity? tick = runtime.StartActivity("tick", ActivityKind.Server);
        using Activity? query = azure.StartActivity("TableClient.Query", ActivityKind.Client);

        Assert.True(tick!.Recorded);
        Assert.Equal(tick.TraceId, query!.TraceId);
        Assert.True(query.Recorded);
    }

    [Fact]
    public async Task Trace_RatioOfNothing_LeavesTicksOut()
    {
        await using ServiceProvider services = Create([.. Settings["otlp"], ("Capacity:Telemetry:TraceRatio", "0")]);
        using TracerProvider provider = services.GetRequiredService<TracerProvider>();
        using ActivitySource runtime = new("Microsoft.DurableTask");

        using Activity? tick = runtime.StartActivity("tick", ActivityKind.Server);

        Assert.False(tick?.Recorded ?? false);
    }

    [Fact]
    public async Task Trace_WithoutCalls_HoldsSteps()
    {
        await using ServiceProvider services = Create([.. Settings["otlp"], ("Capacity:Telemetry:TraceCalls", "false")]);
        using TracerProvider provider = services.GetRequiredService<TracerProvider>();
        using ActivitySource runtime = new("Microsoft.DurableTask");
        using ActivitySource azure = new("Azure.Data.Nothing");

        using Activity? tick = runtime.StartActivity("tick", ActivityKind.Server);

        Assert.NotNull(tick);
        Assert.Null(azure.StartActivity("TableClient.Query", ActivityKind.Client));
    }

    [Theory]
    [InlineData("-0.1")]
    [InlineData("1.1")]
    public async Task Ratio_OutOfRange_StopsTheStart(string ratio)
    {
        await using ServiceProvider services = Create(("Capacity:Telemetry:TraceRatio", ratio));

        Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
    }

    [Theory]
    [InlineData("ClientId=one;Authorization=AAD", true)]
    [InlineData("Authorization=AAD", true)]
    [InlineData("", false)]
    public void Credential_IsTakenWhereThePlatformAsksForOne(string authentication, bool expected)
    {
        TelemetryTargets targets = TelemetryTargets.Of(
            Configuration([.. Settings["insights"], ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", authentication)]), new TelemetryOptions());

        Assert.Equal(expected, targets.Credential is not null);
    }

    private static ServiceProvider Create(params (string Name, string Value)[] settings)
    {
        IConfiguration configuration = Configuration(settings);
        return new ServiceCollection().AddLogging().AddSingleton(configuration).AddCapacityTelemetry(configuration).BuildServiceProvider();
    }

    private static IConfiguration Configuration(IEnumerable<(string Name, string Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value)))
        .Build();
}
