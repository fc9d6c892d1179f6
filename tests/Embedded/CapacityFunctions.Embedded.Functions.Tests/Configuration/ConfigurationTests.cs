using System.Globalization;
using CapacityFunctions.Embedded.Functions.Configuration;
using CapacityFunctions.Embedded.Functions.Tests.TestApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Embedded.Functions.Tests.Configuration;

/// <summary>host.json and settings, as a host that is being built reads them; none of these needs storage.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private const string NoStorage = "UseDevelopmentStorage=true";

    private readonly string _folder = Directory.CreateTempSubdirectory("capacity-config-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{}", "host.json: version must be \"2.0\".")]
    [InlineData("""{ "version": "1.0" }""", "host.json: version must be \"2.0\".")]
    [InlineData("[]", "host.json: must hold a JSON object.")]
    [InlineData("{\n  \"version\": ?\n}", "host.json, line 2, column 14: not JSON.")]
    [InlineData("""{ "version": "2.0", "extensions": { "durableTask": { "hubName": "a-b" } } }""", "host.json: extensions.durableTask.hubName must be 3 to 45 letters and digits and start with a letter, but is 'a-b'.")]
    [InlineData("""{ "version": "2.0", "extensions": { "durableTask": { "hubName": "%NoHub%" } } }""", "host.json: extensions.durableTask.hubName refers to the setting 'NoHub', which is not set.")]
    [InlineData("""{ "version": "2.0", "extensions": { "durableTask": { "maxConcurrentActivityFunctions": 0 } } }""", "host.json: extensions.durableTask.maxConcurrentActivityFunctions must be a whole number of at least 1, but is '0'.")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "routePrefix": { "a": 1 } } } }""", "host.json: extensions.http.routePrefix must be a single value, but is '{…}'.")]
    [InlineData("""{ "version": "2.0", "logging": { "logLevel": { "default": "Loud" } } }""", "host.json: logging.logLevel.default must be one of Trace, Debug, Information, Warning, Error, Critical, None, but is 'Loud'.")]
    [InlineData("""{ "version": "2.0", "extensions": { "durableTask": { "maxConcurrentOrchestratorFunctions": "many" } } }""", "host.json: extensions.durableTask.maxConcurrentOrchestratorFunctions must be a whole number of at least 1, but is 'many'.")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "5" }""", "host.json: functionTimeout must be a time from 00:00:01 to 24.00:00:00, or -1 for no limit, but is '5'.")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "00:00:00.5" }""", "host.json: functionTimeout must be a time from 00:00:01 to 24.00:00:00, or -1 for no limit, but is '00:00:00.5'.")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "maxConcurrentRequests": 0 } } }""", "host.json: extensions.http.maxConcurrentRequests must be a whole number of at least 1, or -1 for no limit, but is '0'.")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "maxOutstandingRequests": -2 } } }""", "host.json: extensions.http.maxOutstandingRequests must be a whole number of at least 1, or -1 for no limit, but is '-2'.")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "customHeaders": { "A B": "c" } } } }""", "host.json: extensions.http.customHeaders.A B must be a header's name and a value of printable ASCII, but is 'c'.")]
    public void Build_BadHostJson_IsRefusedWithItsPath(string hostJson, string expected)
    {
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(
            () => TestHost.CreateBuilder(_folder, NoStorage, hostJson).Build());

        Assert.EndsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "version": "2.0" }""", "00:30:00")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "-1" }""", null)]
    [InlineData("""{ "version": "2.0", "functionTimeout": "00:05:00" }""", "00:05:00")]
    public void Read_FunctionTimeout_IsHalfAnHourUnlessSaid(string hostJson, string? expected)
    {
        HostJson read = Read(hostJson);

        Assert.Equal(expected is null ? null : TimeSpan.Parse(expected, CultureInfo.InvariantCulture), read.FunctionTimeout);
    }

    [Fact]
    public void Read_SettingsOverHostJson_TheSettingsWin()
    {
        HostJson read = Read(
            """{ "version": "2.0", "functionTimeout": "00:05:00", "extensions": { "http": { "routePrefix": "v1", "maxConcurrentRequests": 4 } } }""",
            ("AzureFunctionsJobHost:functionTimeout", "00:07:00"), ("AzureFunctionsJobHost:extensions:http:maxConcurrentRequests", "-1"));

        Assert.Equal((TimeSpan.FromMinutes(7), "v1", null), (read.FunctionTimeout, read.RoutePrefix, read.MaxConcurrentRequests));
    }

    [Fact]
    public void WithoutEffect_NamesWhatTheHostDoesNotActOn()
    {
        const string hostJson =
            """
            { "version": "2.0", "telemetryMode": "OpenTelemetry", "functionTimeOut": "00:05:00", "functionTimeuot": "00:05:00",
              "logging": { "logLevel": { "default": "Warning" }, "applicationInsights": { "samplingSettings": { "isEnabled": true } } },
              "extensions": { "http": { "routePrefix": "api", "routePrefx": "x" }, "durableTask": { "hubName": "Hub", "tracing": { "version": "V2" } } } }
            """;

        Assert.Equal(
            [
                ("extensions.durableTask.tracing.version", true),
                ("extensions.http.routePrefx", false),
                ("functionTimeuot", false),
                ("logging.applicationInsights.samplingSettings.isEnabled", true),
                ("telemetryMode", true),
            ],
            HostJsonReview.WithoutEffect(Settings(hostJson)));
    }

    [Fact]
    public void CreateBuilder_NoHostJson_IsRefusedWithItsPath()
    {
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(
            () => EmbeddedHost.CreateBuilder(new EmbeddedHostSettings { ContentRoot = _folder }));

        Assert.StartsWith(Path.Combine(_folder, "host.json"), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_SeveralSources_TheNearestToTheStartWins()
    {
        File.WriteAllText(
            Path.Combine(_folder, "local.settings.json"),
            """{ "IsEncrypted": false, "Values": { "FromFile": "file", "Both": "file", "Nested__Name": "nested", "Number": 5 } }""");

        FunctionsApplicationBuilder builder = TestHost.CreateBuilder(_folder, NoStorage, settings: ("Both", "override"));

        Assert.Equal("file", builder.Configuration["FromFile"]);
        Assert.Equal("override", builder.Configuration["Both"]);
        Assert.Equal("nested", builder.Configuration["Nested:Name"]);
        Assert.Equal("5", builder.Configuration["Number"]);
    }

    [Fact]
    public void Configuration_LocalSettings_GiveConnectionsAndThePort()
    {
        File.WriteAllText(
            Path.Combine(_folder, "local.settings.json"),
            """
            { "Values": {}, "Host": { "LocalHttpPort": 7099, "CORS": "*" },
              "ConnectionStrings": { "One": "first", "Two": { "ConnectionString": "second", "ProviderName": "p" } } }
            """);

        FunctionsApplicationBuilder builder = TestHost.CreateBuilder(_folder, NoStorage);

        Assert.Equal("first", builder.Configuration.GetConnectionString("One"));
        Assert.Equal("second", builder.Configuration.GetConnectionString("Two"));
        Assert.Equal("7099", builder.Configuration[ConfigurationFiles.LocalHttpPort]);
    }

    // In Azure the host never sees the worker's appsettings.json.
    [Fact]
    public void Build_SettingInAppSettingsFileOnly_IsTheAppsAndNotTheHosts()
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), """{ "HubFromFile": "AHub", "TestRoute": "file", "Deep": { "Er": 1 } }""");
        File.WriteAllText(Path.Combine(_folder, "appsettings.Production.json"), """{ "Deep": { "Er": 2 } }""");
        FunctionsApplicationBuilder builder = TestHost.CreateBuilder(
            _folder, NoStorage, """{ "version": "2.0", "extensions": { "durableTask": { "hubName": "%HubFromFile%" } } }""");

        Assert.Equal("AHub", builder.Configuration["HubFromFile"]);
        Assert.Equal("2", builder.Configuration["Deep:Er"]);
        Assert.Equal("from/setting", builder.Configuration["TestRoute"]);
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(builder.Build);
        Assert.EndsWith("refers to the setting 'HubFromFile', which is not set.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OptionsInvalid_IsRefused()
    {
        FunctionsApplicationBuilder builder = TestHost.CreateBuilder(_folder, NoStorage);
        builder.Services.AddOptions<ScopedValueOptions>().Validate(options => options.Size > 0, "Size must be above zero.").ValidateOnStart();
        using IHost host = builder.Build();

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Equal("Size must be above zero.", refused.Message);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("0")]
    public void CreateBuilder_BadBodyLimit_IsRefused(string limit)
    {
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(
            () => TestHost.CreateBuilder(_folder, NoStorage, settings: ("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", limit)));

        Assert.Equal($"FUNCTIONS_REQUEST_BODY_SIZE_LIMIT must be a number of bytes of at least 1, but is '{limit}'.", refused.Message);
    }

    [Theory]
    [InlineData("""{ "Host": { "LocalHttpPort": "high" } }""", "local.settings.json: Host.LocalHttpPort must be a port, but is 'high'.")]
    [InlineData("""{ "ConnectionStrings": { "A": 1 } }""", "local.settings.json: ConnectionStrings.A must be a string, or an object with a ConnectionString.")]
    [InlineData("""{ "Values": [] }""", "local.settings.json: Values must be an object.")]
    [InlineData("""{ "Values": { "A": { "B": "c" } } }""", "local.settings.json: Values.A must be a string; settings are not nested.")]
    [InlineData("""{ "IsEncrypted": true, "Values": {} }""", "local.settings.json: encrypted settings can't be read; decrypt them with Core Tools.")]
    public void CreateBuilder_BadLocalSettings_IsRefusedWithItsPath(string content, string expected)
    {
        File.WriteAllText(Path.Combine(_folder, "local.settings.json"), content);

        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(() => TestHost.CreateBuilder(_folder, NoStorage));

        Assert.EndsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_MalformedConnectionString_IsRefusedWithoutShowingIt()
    {
        HostConfigurationException refused = Assert.ThrowsAny<HostConfigurationException>(
            () => TestHost.CreateBuilder(_folder, "AccountName=a;AccountKey=verysecret").Build());

        Assert.DoesNotContain("verysecret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ServiceOfAFunctionClassMissing_IsRefused()
    {
        FunctionsApplicationBuilder builder = TestHost.CreateBuilder(_folder, NoStorage);
        builder.Services.RemoveAll<ScopedValue>();

        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(builder.Build);

        Assert.Equal(
            $"The function class {typeof(HttpFunctions)} needs the service {typeof(ScopedValue)} ('first'), which is not registered.",
            refused.Message);
    }

    [Fact]
    public void Build_NoWebApplication_IsRefused()
    {
        File.WriteAllText(Path.Combine(_folder, "host.json"), """{ "version": "2.0" }""");
        FunctionsApplicationBuilder builder = EmbeddedHost.CreateBuilder(new EmbeddedHostSettings
        {
            FunctionAssembly = typeof(TestHost).Assembly,
            ContentRoot = _folder,
            Overrides = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TestRoute"] = "r", ["TestSchedule"] = "0 0 0 1 1 *" },
        });

        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(builder.Build);

        Assert.Equal("The app has HTTP functions: Program.cs must call ConfigureFunctionsWebApplication().", refused.Message);
    }

    [Theory]
    [InlineData("{unclosed", "Function 'FromSetting': the route 'api/{unclosed/x' is malformed")]
    public void Build_MalformedRoute_IsRefused(string route, string expected)
    {
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(
            () => TestHost.CreateBuilder(_folder, NoStorage, settings: ("TestRoute", route)).Build());

        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    // Windows calls the zone of Berlin, Rome and Vienna by the first name, that of Los Angeles by the second.
    [Theory]
    [InlineData("W. Europe Standard Time", "2026-07-01T12:00:00Z", 2)]
    [InlineData("Pacific Standard Time", "2026-07-01T12:00:00Z", -7)]
    [InlineData("Asia/Kolkata", "2026-07-01T12:00:00Z", 5.5)]
    [InlineData("", "2026-07-01T12:00:00Z", 0)]
    public void ReadTimeZone_EitherKindOfName_FindsIt(string name, string instant, double offsetHours)
    {
        ConfigurationManager configuration = new() { ["WEBSITE_TIME_ZONE"] = name };

        TimeZoneInfo zone = HostConfiguration.ReadTimeZone(new AppSettings(configuration));

        Assert.Equal(TimeSpan.FromHours(offsetHours), zone.GetUtcOffset(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Build_UnknownTimeZone_IsRefused()
    {
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(
            () => TestHost.CreateBuilder(_folder, NoStorage, settings: ("WEBSITE_TIME_ZONE", "Nowhere/Land")).Build());

        Assert.Equal("WEBSITE_TIME_ZONE: this machine knows no time zone 'Nowhere/Land'.", refused.Message);
    }

    private HostJson Read(string hostJson, params (string Name, string Value)[] settings)
    {
        AppSettings appSettings = Settings(hostJson, settings);
        return HostJson.Read(appSettings, new SettingReferences(appSettings));
    }

    private AppSettings Settings(string hostJson, params (string Name, string Value)[] settings)
    {
        File.WriteAllText(Path.Combine(_folder, "host.json"), hostJson);
        return HostConfiguration.Read(new EmbeddedHostSettings
        {
            ContentRoot = _folder,
            Overrides = settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value, StringComparer.OrdinalIgnoreCase),
        });
    }

    private sealed class ScopedValueOptions
    {
        public int Size { get; set; }
    }
}
