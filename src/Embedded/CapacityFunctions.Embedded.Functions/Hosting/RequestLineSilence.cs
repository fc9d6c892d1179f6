using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Embedded.Functions.Hosting;

/// <summary>
/// Keeps the logs of ASP.NET Core that quote whole request lines at <see cref="LogLevel.Warning"/>, whatever the settings ask for: the query of a request
/// may hold a function key.
/// </summary>
internal sealed class RequestLineSilence : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string[] Categories = ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Server.Kestrel.BadRequests"];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule that names a provider wins over one that names none, so each provider that has rules gets these as its last.
        string?[] providers = [.. options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal)];
        foreach (string? provider in providers)
        {
            foreach (string category in Categories)
            {
                options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.Warning, filter: null));
            }
        }
    }
}
