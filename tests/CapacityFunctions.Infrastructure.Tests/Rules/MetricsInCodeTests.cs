using System.Text.RegularExpressions;

namespace CapacityFunctions.Infrastructure.Tests.Rules;

/// <summary>What alerts ask for is what the code emits: the other side of infra/metrics.json.</summary>
public sealed partial class MetricsInCodeTests
{
    [Fact]
    public void Instruments_InTheCode_AreThoseOfTheList()
    {
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .Where(source => source.Contains("System.Diagnostics.Metrics", StringComparison.Ordinal))];
        Assert.SkipWhen(sources.Length == 0, "The code has no meter yet.");

        IEnumerable<string> emitted = sources.SelectMany(source => Literal().Matches(source)).Select(match => match.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(TelemetryRules.Names.Order(StringComparer.Ordinal), emitted);
    }

    [GeneratedRegex(@"""(?<name>capacity\.[a-z_.]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();
}
