using Microsoft.Extensions.Configuration;

namespace CapacityFunctions.Embedded.Functions.Configuration;

/// <summary>Where settings come from.</summary>
internal static class HostConfiguration
{
    /// <summary>In rising order: log levels and values of host.json, local.settings.json, the environment, the command line, the caller's overrides.</summary>
    public static void AddSources(ConfigurationManager configuration, EmbeddedHostSettings settings)
    {
        configuration.AddInMemoryCollection(ConfigurationFiles.ReadHostJson(settings.ContentRoot));
        configuration.AddInMemoryCollection(ConfigurationFiles.ReadLocalSettings(settings.ContentRoot));
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine([.. settings.Arguments]);
        configuration.AddInMemoryCollection(settings.Overrides);

        // Computed last, as any source may override host.json; placed first, as any source may set Logging:LogLevel.
        configuration.Sources.Insert(
            0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = HostJson.ReadLogLevels(configuration) });
    }

    /// <summary>The zone of timer schedules: WEBSITE_TIME_ZONE, by its IANA name or by that of Windows, or UTC.</summary>
    /// <exception cref="HostConfigurationException">There is no such zone.</exception>
    public static TimeZoneInfo ReadTimeZone(IConfiguration configuration)
    {
        if (configuration["WEBSITE_TIME_ZONE"] is not { Length: > 0 } id)
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone) ||
            (WindowsTimeZones.Translate(id) is { } other && TimeZoneInfo.TryFindSystemTimeZoneById(other, out zone))
            ? zone
            : throw new HostConfigurationException($"WEBSITE_TIME_ZONE: this machine knows no time zone '{id}'.");
    }
}
