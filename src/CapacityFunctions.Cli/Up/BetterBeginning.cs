using CapacityFunctions.Cli.Files;

namespace CapacityFunctions.Cli.Up;

/// <summary>An instant at which most accounts of a file report, where at its newest observation they do not.</summary>
/// <param name="Instant">The median end of the accounts' usage; UTC.</param>
/// <param name="Silent">Accounts whose usage ends before the newest observation.</param>
/// <param name="Accounts">All of them.</param>
internal sealed record BetterBeginning(DateTimeOffset Instant, int Silent, int Accounts)
{
    /// <summary>Null when at least half of the accounts report up to the newest observation.</summary>
    /// <param name="rows">The history.</param>
    /// <param name="newest">Its newest observation.</param>
    /// <param name="silence">An account whose last observation is older than this has gone silent.</param>
    public static BetterBeginning? Of(IEnumerable<UsageRow> rows, DateTimeOffset newest, TimeSpan silence)
    {
        DateTimeOffset[] ends = [.. rows.GroupBy(row => row.AccountId, StringComparer.Ordinal).Select(account => account.Max(row => row.Timestamp)).Order()];
        int silent = ends.Count(end => newest - end > silence);
        return silent * 2 > ends.Length ? new BetterBeginning(ends[ends.Length / 2], silent, ends.Length) : null;
    }
}
