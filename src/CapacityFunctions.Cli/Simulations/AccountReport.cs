namespace CapacityFunctions.Cli.Simulations;

/// <summary>One account in the report.</summary>
/// <param name="AccountId">Which.</param>
/// <param name="Start">From when on it counts.</param>
/// <param name="End">Until when.</param>
/// <param name="UsedUnitHours">In the buckets that count.</param>
/// <param name="Policies">One for each policy that reserves for each account by itself.</param>
internal sealed record AccountReport(
    string AccountId, DateTimeOffset Start, DateTimeOffset End, double UsedUnitHours, IReadOnlyList<AccountPolicyReport> Policies);
