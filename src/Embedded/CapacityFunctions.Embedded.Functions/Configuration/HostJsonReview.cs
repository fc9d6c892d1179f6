using Microsoft.Extensions.Configuration;

namespace CapacityFunctions.Embedded.Functions.Configuration;

/// <summary>Finds what host.json says in vain, so that nobody believes a limit is kept that is misspelt or not there.</summary>
internal static class HostJsonReview
{
    /// <summary>What this host acts on; a star stands for everything below.</summary>
    private static readonly string[] Honoured =
    [
        "version", "$schema", "functionTimeout", "logging:logLevel:*", "extensions:http:routePrefix", "extensions:http:maxConcurrentRequests",
        "extensions:http:maxOutstandingRequests", "extensions:http:customHeaders:*", "extensions:durableTask:hubName",
        "extensions:durableTask:maxConcurrentActivityFunctions", "extensions:durableTask:maxConcurrentOrchestratorFunctions",
        "extensions:durableTask:defaultVersion", "extensions:durableTask:versionMatchStrategy",
    ];

    /// <summary>What the real host knows beside it: correct, and without effect here.</summary>
    private static readonly string[] Known =
    [
        "aggregator:*", "applicationInsights:*", "concurrency:*", "customHandler:*", "extensionBundle:*", "extensions:blobs:*", "extensions:durableTask:*",
        "extensions:http:dynamicThrottlesEnabled", "extensions:http:hsts:*", "extensions:queues:*", "extensions:serviceBus:*", "functions:*",
        "healthMonitor:*", "logging:applicationInsights:*", "logging:console:*", "logging:fileLoggingMode", "managedDependency:*", "retry:*", "singleton:*",
        "telemetryMode", "watchDirectories:*", "watchFiles:*",
    ];

    /// <summary>Path in host.json (with dots) and whether the real host knows it, of each value without effect; ordered by path.</summary>
    public static IReadOnlyList<(string Path, bool IsKnown)> WithoutEffect(AppSettings settings) =>
    [
        .. settings.Values.GetSection(ConfigurationFiles.HostSection).AsEnumerable(makePathsRelative: true)
            .Where(value => value.Value is not null && !Matches(Honoured, value.Key))
            .Select(value => (value.Key.Replace(':', '.'), Matches(Known, value.Key)))
            .OrderBy(value => value.Item1, StringComparer.OrdinalIgnoreCase),
    ];

    private static bool Matches(string[] patterns, string path) =>
        patterns.Any(pattern => pattern.EndsWith(":*", StringComparison.Ordinal)
            ? path.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
            : string.Equals(path, pattern, StringComparison.OrdinalIgnoreCase));
}
