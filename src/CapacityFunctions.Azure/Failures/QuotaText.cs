using System.Globalization;
using System.Text.RegularExpressions;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Failures;

/// <summary>
/// Reads the four numbers out of the words with which Compute refuses for lack of quota: "… results in exceeding approved standardDASv5Family
/// Cores quota. Additional details - Deployment Model: Resource Manager, Location: eastus, Current Limit: 100, Current Usage: 96, Additional
/// Required: 64, (Minimum) New Limit Required: 160." (Azure/karpenter-provider-azure issue 192).
/// </summary>
internal static partial class QuotaText
{
    internal static bool IsAboutQuota(string message) => message.Contains("quota", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where the message does not name all four.</summary>
    internal static QuotaShortage? Read(string message)
    {
        Match numbers = Numbers().Match(message);
        if (!numbers.Success)
        {
            return null;
        }

        Match name = Name().Match(message);
        return new QuotaShortage(
            name.Success ? name.Groups["name"].Value : "quota",
            Number(numbers, "limit"),
            Number(numbers, "usage"),
            Number(numbers, "required"),
            Number(numbers, "new"));
    }

    private static decimal Number(Match numbers, string group) =>
        decimal.Parse(numbers.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"exceeding approved (?<name>.+?)( Cores)? quota", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"Current Limit: (?<limit>\d{1,12}), Current Usage: (?<usage>\d{1,12}), Additional Required: (?<required>\d{1,12}), (\(Minimum\) )?New Limit Required: (?<new>\d{1,12})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 500)]
    private static partial Regex Numbers();
}
