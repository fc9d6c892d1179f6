using System.Text.RegularExpressions;

namespace CapacityFunctions.Azure.Failures;

/// <summary>The service's words without what must not reach a log: tokens, signatures, links with their queries.</summary>
internal static partial class SafeText
{
    private const int Longest = 500;

    internal static string Of(string text)
    {
        string clean = Token().Replace(text, "***");
        clean = Bearer().Replace(clean, "Bearer ***");
        clean = Secret().Replace(clean, "${name}***");
        clean = LinkQuery().Replace(clean, "${address}");
        clean = White().Replace(clean, " ").Trim();
        return clean.Length <= Longest ? clean : clean[..Longest] + "…";
    }

    [GeneratedRegex(@"eyJ[\w-]+(\.[\w-]*){0,2}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex Token();

    [GeneratedRegex(@"Bearer\s+[^\s""']+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"(?<name>(sig|code|password|secret|key|token)=)[^\s&""']+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?<address>https?://[^\s?#""']+)[?#][^\s""']*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex LinkQuery();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 500)]
    private static partial Regex White();
}
