using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>What the ledger lets one account use.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Units">Units, from <see cref="ReadyAt"/> on.</param>
internal sealed record LedgerLimit(AccountId AccountId, decimal Units)
{
    /// <summary>Units until then.</summary>
    internal decimal Before { get; init; }

    /// <summary>When the last raise is in force; null: none is under way.</summary>
    internal DateTimeOffset? ReadyAt { get; init; }

    internal bool IsPendingAt(DateTimeOffset now) => ReadyAt > now;

    internal decimal At(DateTimeOffset now) => IsPendingAt(now) ? Before : Units;
}
