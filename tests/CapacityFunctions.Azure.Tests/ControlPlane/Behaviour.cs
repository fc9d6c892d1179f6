using System.Text.RegularExpressions;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>One thing that the service does.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">A path with <c>{parts}</c>.</param>
/// <param name="ApiVersions">Those that clients of this project send; any other is refused.</param>
/// <param name="Token">For whom the bearer token must be; null: there must be none.</param>
/// <param name="Does">What it does, as far as clients rely on it.</param>
/// <param name="Source">Where that is written.</param>
/// <param name="Answer">The code that does it.</param>
internal sealed record Behaviour(
    string Method,
    string Path,
    string[] ApiVersions,
    string? Token,
    string Does,
    string Source,
    Func<ControlPlaneWorld, Call, Reply> Answer)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly Regex _path = new(
        "^" + Regex.Replace(Path, @"\{(?<part>\w+)\}", @"(?<${part}>[^/]+)", RegexOptions.ExplicitCapture, MatchTimeout) + "$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        MatchTimeout);

    internal Match Match(string path) => _path.Match(path);
}
