using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>The series that take part in a cycle.</summary>
public static class SeriesList
{
    /// <summary>Every resource type for which an account has usage or limits; ordered by account, then by resource type.</summary>
    /// <param name="accounts">The accounts that exist.</param>
    /// <param name="reported">Series that have usage; those of accounts that do not exist are left out.</param>
    public static IReadOnlyList<SeriesKey> Of(IReadOnlyCollection<LinkedAccount> accounts, IEnumerable<SeriesKey> reported)
    {
        HashSet<AccountId> known = [.. accounts.Select(account => account.Id)];
        return
        [
            .. reported.Where(series => known.Contains(series.AccountId))
                .Concat(accounts.SelectMany(account => account.Resources.Keys.Select(type => new SeriesKey(account.Id, type))))
                .Distinct()
                .OrderBy(series => series.AccountId)
                .ThenBy(series => series.ResourceType),
        ];
    }
}
