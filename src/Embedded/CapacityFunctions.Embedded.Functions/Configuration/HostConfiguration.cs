using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.UserSecrets;
using Microsoft.Extensions.Hosting;

namespace CapacityFunctions.Embedded.Functions.Configuration;

/// <summary>Where settings come from.</summary>
internal static class HostConfiguration
{
    /// <summary>In rising order: host.json, local.settings.json, the environment, the command line, the caller's overrides.</summary>
    /// <exception cref="HostConfigurationException">A file can't be used.</exception>
    public static AppSettings Read(EmbeddedHostSettings settings) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(ConfigurationFiles.ReadHostJson(settings.ContentRoot))
            .AddInMemoryCollection(ConfigurationFiles.ReadLocalSettings(settings.ContentRoot))
            .AddEnvironmentVariables()
            .AddCommandLine([.. settings.Arguments])
            .AddInMemoryCollection(settings.Overrides)
            .Build());

    /// <summary>Development, Production, …; the latter unless a setting says otherwise.</summary>
    public static string EnvironmentName(AppSettings settings) =>
        settings["AZURE_FUNCTIONS_ENVIRONMENT"] ?? settings["DOTNET_ENVIRONMENT"] ?? Environments.Production;

    /// <summary>
    /// What the app reads, in rising order: log levels of host.json, appsettings.json and that of the environment, user secrets where it is
    /// Development, app settings. Files are read once.
    /// </summary>
    /// <exception cref="HostConfigurationException">A file is not JSON.</exception>
    public static void AddSources(ConfigurationManager configuration, AppSettings settings, string folder, Assembly app)
    {
        string environment = EnvironmentName(settings);
        configuration.AddInMemoryCollection(HostJson.ReadLogLevels(settings));
        try
        {
            configuration.AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true, reloadOnChange: false);
            configuration.AddJsonFile(Path.Combine(folder, $"appsettings.{environment}.json"), optional: true, reloadOnChange: false);
            if (string.Equals(environment, Environments.Development, StringComparison.OrdinalIgnoreCase) && app.IsDefined(typeof(UserSecretsIdAttribute)))
            {
                configuration.AddUserSecrets(app, optional: true, reloadOnChange: false);
            }
        }
        catch (InvalidDataException malformed)
        {
            // The parser's own message, one level down, says where.
            throw new HostConfigurationException($"{malformed.Message} {malformed.InnerException?.Message}".Trim(), malformed);
        }

        configuration.AddConfiguration(settings.Values);
    }

    /// <summary>The zone of timer schedules: WEBSITE_TIME_ZONE, by its IANA name or by that of Windows, or UTC.</summary>
    /// <exception cref="HostConfigurationException">There is no such zone.</exception>
    public static TimeZoneInfo ReadTimeZone(AppSettings settings)
    {
        if (settings["WEBSITE_TIME_ZONE"] is not { } id)
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone) ||
            (WindowsTimeZones.Translate(id) is { } other && TimeZoneInfo.TryFindSystemTimeZoneById(other, out zone))
            ? zone
            : throw new HostConfigurationException($"WEBSITE_TIME_ZONE: this machine knows no time zone '{id}'.");
    }
}
