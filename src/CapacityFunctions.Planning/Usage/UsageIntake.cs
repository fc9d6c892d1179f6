using System.Globalization;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Usage;

/// <summary>Decides which reported observations may enter the system.</summary>
public sealed class UsageIntake
{
    /// <summary>Clocks of senders may run ahead by this much; what lies further in the future is a mistake.</summary>
    public static readonly TimeSpan FutureTolerance = TimeSpan.FromMinutes(10);

    /// <summary>Usage before this year is a mistake of units or of an epoch.</summary>
    private const int FirstYear = 2000;

    /// <summary>Larger amounts are a mistake: no provider sells so much of anything, and one of them must not reach the group's decision.</summary>
    private const double LargestAmount = 1e9;

    private const int LongestZone = 64;
    private readonly IReadOnlySet<AccountId> _accounts;
    private readonly DateTimeOffset _now;

    /// <param name="accounts">The accounts that exist.</param>
    /// <param name="now">The clock against which timestamps are held.</param>
    public UsageIntake(IReadOnlySet<AccountId> accounts, DateTimeOffset now)
    {
        _accounts = accounts;
        _now = now;
    }

    /// <summary>Takes one row, or says why not.</summary>
    /// <param name="row">What was reported.</param>
    /// <param name="usage">The observation when it is taken; null otherwise.</param>
    /// <returns>Null when the row is taken; otherwise what is wrong with it, naming the field.</returns>
    public string? Refusal(ReportedUsage row, out ResourceUsage? usage)
    {
        ArgumentNullException.ThrowIfNull(row);

        usage = null;
        if (!AccountId.TryParse(row.AccountId, out AccountId account))
        {
            return $"accountId {Quoted(row.AccountId)} is not a valid name";
        }

        if (!_accounts.Contains(account))
        {
            return $"accountId {Quoted(row.AccountId)} is not a known account";
        }

        if (!ResourceType.TryParse(row.ResourceType, out ResourceType resourceType))
        {
            return $"resourceType {Quoted(row.ResourceType)} is not a valid name";
        }

        if (TimestampRefusal(row.Timestamp, out DateTimeOffset timestamp) is { } badTimestamp)
        {
            return badTimestamp;
        }

        if (ValueRefusal(row.Value, out double value) is { } badValue)
        {
            return badValue;
        }

        if (row.Zone is { Length: > 0 } zone && (zone.Length > LongestZone || zone.Any(char.IsControl)))
        {
            return $"zone {Quoted(zone)} is not a valid zone";
        }

        usage = new ResourceUsage(account, resourceType, timestamp, value, string.IsNullOrEmpty(row.Zone) ? null : row.Zone);
        return null;
    }

    private string? TimestampRefusal(string? text, out DateTimeOffset timestamp)
    {
        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out timestamp))
        {
            return $"timestamp {Quoted(text)} is not an ISO 8601 instant";
        }

        if (timestamp > _now + FutureTolerance)
        {
            return $"timestamp {Quoted(text)} lies in the future (it is now {_now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ})";
        }

        return timestamp.Year < FirstYear ? $"timestamp {Quoted(text)} lies before {FirstYear}" : null;
    }

    private static string? ValueRefusal(string? text, out double value)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return $"value {Quoted(text)} is not a number";
        }

        return value switch
        {
            double.NaN => "value is not a number (NaN)",
            < 0 => $"value {Quoted(text)} is negative",
            > LargestAmount => $"value {Quoted(text)} is too large (at most 1e9)",
            _ => null,
        };
    }

    private static string Quoted(string? text) => text switch
    {
        null => "(missing)",
        { Length: > 60 } => $"'{text[..60]}…'",
        _ => $"'{text}'",
    };
}
