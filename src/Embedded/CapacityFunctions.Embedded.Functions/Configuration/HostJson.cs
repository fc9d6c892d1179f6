using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Configuration;

/// <summary>The values of host.json that this host acts on.</summary>
internal sealed record HostJson
{
    /// <summary>The real host's, outside of the Consumption plan.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    /// <summary>First segments of every route, without slashes at the ends; may be empty. Default <c>api</c>.</summary>
    public required string RoutePrefix { get; init; }

    /// <summary>Requests that functions work on at the same time, at least 1; null for no limit, the default.</summary>
    public required int? MaxConcurrentRequests { get; init; }

    /// <summary>Requests that are worked on or wait for it, at least 1; what exceeds it is answered 429. Null for no limit, the default.</summary>
    public required int? MaxOutstandingRequests { get; init; }

    /// <summary>Headers of every response, unless the function sets its own of the name.</summary>
    public required IReadOnlyDictionary<string, string> CustomHeaders { get; init; }

    /// <summary>How long an invocation may take, from a second to 24 days; null for no limit. Default 30 minutes.</summary>
    public required TimeSpan? FunctionTimeout { get; init; }

    /// <summary>3 to 45 letters and digits, a letter first. Default <c>TestHubName</c>, as the real host names it on a developer's machine.</summary>
    public required string HubName { get; init; }

    /// <summary>Null for the engine's default.</summary>
    public required int? MaxConcurrentActivities { get; init; }

    /// <summary>Null for the engine's default.</summary>
    public required int? MaxConcurrentOrchestrators { get; init; }

    /// <summary>Version of orchestrations that are started without one.</summary>
    public required string? DefaultVersion { get; init; }

    /// <summary>Whether orchestrations of a newer version wait for a process that knows it.</summary>
    public required bool LeavesNewerVersions { get; init; }

    /// <exception cref="HostConfigurationException">A value is out of its range; the message holds its path.</exception>
    public static HostJson Read(AppSettings appSettings, SettingReferences settings)
    {
        HostJsonSection host = new(appSettings.Values.GetSection(ConfigurationFiles.HostSection));
        string routePrefix = host.Text("extensions:http:routePrefix") ?? "api";
        string hubName = settings.Resolve(
            host.Text("extensions:durableTask:hubName") ?? "TestHubName", "host.json: extensions.durableTask.hubName");

        if (hubName.Length is < 3 or > 45 || !char.IsAsciiLetter(hubName[0]) || !hubName.All(char.IsAsciiLetterOrDigit))
        {
            throw HostJsonSection.Refused(
                "extensions:durableTask:hubName", hubName, "must be 3 to 45 letters and digits and start with a letter");
        }

        return new HostJson
        {
            RoutePrefix = routePrefix.Trim('/'),
            MaxConcurrentRequests = host.CountOrUnlimited("extensions:http:maxConcurrentRequests"),
            MaxOutstandingRequests = host.CountOrUnlimited("extensions:http:maxOutstandingRequests"),
            CustomHeaders = host.Headers("extensions:http:customHeaders"),
            FunctionTimeout = host.Limit("functionTimeout", DefaultTimeout),
            HubName = hubName,
            MaxConcurrentActivities = host.Count("extensions:durableTask:maxConcurrentActivityFunctions"),
            MaxConcurrentOrchestrators = host.Count("extensions:durableTask:maxConcurrentOrchestratorFunctions"),
            DefaultVersion = host.Text("extensions:durableTask:defaultVersion"),
            LeavesNewerVersions = string.Equals(
                host.Text("extensions:durableTask:versionMatchStrategy"), "CurrentOrOlder", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>What <c>logging.logLevel</c> means for the logging of .NET: configuration keys and values.</summary>
    public static Dictionary<string, string?> ReadLogLevels(AppSettings settings)
    {
        const string path = "logging:logLevel";
        HostJsonSection host = new(settings.Values.GetSection(ConfigurationFiles.HostSection));
        Dictionary<string, string?> levels = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Logging:LogLevel:Default"] = nameof(LogLevel.Information),
            ["Logging:LogLevel:Microsoft.AspNetCore"] = nameof(LogLevel.Warning),
        };
        foreach ((string category, string level) in host.Children(path))
        {
            levels[$"Logging:LogLevel:{category}"] = Enum.TryParse(level, ignoreCase: true, out LogLevel known) && Enum.IsDefined(known)
                ? known.ToString()
                : throw HostJsonSection.Refused($"{path}:{category}", level, $"must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}");
        }

        return levels;
    }
}
