using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Usage;

/// <summary>Decides which reported observations may enter the system.</summary>
public sealed class UsageIntake
{
    /// <summary>Clocks of senders may run ahead by this much; what lies further in the future is a mistake.</summary>
    public static readonly TimeSpan FutureTolerance = TimeSpan.FromMinutes(10);

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
            return $"accountId {ReportedField.Quoted(row.AccountId)} is not a valid name";
        }

        if (!_accounts.Contains(account))
        {
            return $"accountId {ReportedField.Quoted(row.AccountId)} is not a known account";
        }

        if (!ResourceType.TryParse(row.ResourceType, out ResourceType resourceType))
        {
            return $"resourceType {ReportedField.Quoted(row.ResourceType)} is not a valid name";
        }

        if (ReportedField.TimestampRefusal(row.Timestamp, _now, out DateTimeOffset timestamp) is { } badTimestamp)
        {
            return badTimestamp;
        }

        if (ReportedField.AmountRefusal("value", row.Value, out double value) is { } badValue)
        {
            return badValue;
        }

        if (row.Zone is { Length: > 0 } zone && (zone.Length > LongestZone || zone.Any(char.IsControl)))
        {
            return $"zone {ReportedField.Quoted(zone)} is not a valid zone";
        }

        usage = new ResourceUsage(account, resourceType, timestamp, value, string.IsNullOrEmpty(row.Zone) ? null : row.Zone);
        return null;
    }
}
