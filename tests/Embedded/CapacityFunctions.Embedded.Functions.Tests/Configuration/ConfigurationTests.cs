using System.Globalization;
using CapacityFunctions.Embedded.Functions.Configuration;
using CapacityFunctions.Embedded.Functions.Tests.TestApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
    public void Build_BadHostJson_IsRefusedWithItsPath(string hostJson, string expected)
    {
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(
            () => TestHost.CreateBuilder(_folder, NoStorage, hostJson).Build());

        Assert.EndsWith(expected, refused.Message, StringComparison.Ordinal);
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

    [Theory]
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
}
