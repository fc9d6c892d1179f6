using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Overrides.Bindings;

/// <summary>One account that an instruction speaks of, as it is without the instruction.</summary>
/// <param name="Reservation">What planning knows of it.</param>
/// <param name="Allocation">What the division knows of it.</param>
/// <param name="Others">The instructions that hold for it beside.</param>
internal sealed record ReachedAccount(AccountReservationState Reservation, AccountAllocationState Allocation, AccountOverrides Others)
{
    internal AccountId Id => Reservation.AccountId;

    internal OperatingMode Mode => Others.Find(OverrideKind.Mode)?.Mode ?? Reservation.Mode;

    internal decimal Guarantee => Others.Find(OverrideKind.GuaranteedMinimum)?.Value ?? Allocation.GuaranteedMinimum;

    internal decimal Held => Reservation.Reserved.Values.Sum();

    internal decimal Running => Reservation.Running.Values.Sum();

    /// <summary>Those that an instruction speaks of, by account.</summary>
    internal static IReadOnlyList<ReachedAccount> Of(Override instruction, IReadOnlyList<Override> others, BindingFacts facts, DateTimeOffset at)
    {
        OverrideSet inForce = OverrideSet.ActiveAt(others, facts.ResourceType, at);
        Dictionary<AccountId, AccountAllocationState> allocations = facts.Allocations.Accounts.ToDictionary(account => account.AccountId);
        return
        [
            .. facts.Reservations.Accounts
                .Where(account => instruction.Covers(account.AccountId, facts.ResourceType))
                .OrderBy(account => account.AccountId)
                .Select(account => new ReachedAccount(account, allocations[account.AccountId], inForce.For(account.AccountId))),
        ];
    }
}
