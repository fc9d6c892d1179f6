using System.Reflection;
using System.Text.Json;
using CapacityFunctions.Api.Access;
using CapacityFunctions.Housekeeping;
using CapacityFunctions.Telemetry;
using Microsoft.Extensions.Configuration;

namespace CapacityFunctions.Tests.Hosting;

/// <summary>The sample of settings names what operates the app, with the defaults: who copies it changes nothing, and sees what there is.</summary>
public sealed class SampleSettingsTests
{
    /// <summary>Left out since its default looks at another setting.</summary>
    private const string DefaultDepends = "Capacity:Watchdog:Enabled";

    private static readonly IConfigurationRoot Sample = Read();

    public static TheoryData<Type> Sections => [typeof(AccessOptions), typeof(TelemetryOptions), typeof(RetentionOptions), typeof(WatchdogOptions), typeof(ClockOptions)];

    [Theory]
    [MemberData(nameof(Sections))]
    public void Sample_OfASection_NamesEverySettingWithItsDefault(Type options)
    {
        string section = (string)options.GetField("SectionName", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        object defaults = Activator.CreateInstance(options)!;
        object bound = Activator.CreateInstance(options)!;
        Sample.GetSection(section).Bind(bound);

        PropertyInfo[] settings = [.. options.GetProperties().Where(property => property.CanWrite && $"{section}:{property.Name}" != DefaultDepends)];
        Assert.NotEmpty(settings);
        Assert.All(settings, setting =>
        {
            Assert.NotNull(Sample[$"{section}:{setting.Name}"]);
            Assert.Equal(setting.GetValue(defaults), setting.GetValue(bound));
        });
        Assert.Equal(
            settings.Select(setting => setting.Name).Order(StringComparer.Ordinal),
            Sample.GetSection(section).GetChildren().Select(child => child.Key).Order(StringComparer.Ordinal));
    }

    private static IConfigurationRoot Read()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "local.settings.sample.json")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The sample of settings is not above the tests.");
        }

        using JsonDocument sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "local.settings.sample.json")));
        return new ConfigurationBuilder()
            .AddInMemoryCollection(sample.RootElement.GetProperty("Values").EnumerateObject()
                .Select(value => new KeyValuePair<string, string?>(value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString())))
            .Build();
    }
}
