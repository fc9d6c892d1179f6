using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Providers;

/// <summary>Whoever keeps accounts within what is allocated to them: quota in the cloud, limits in the ledger.</summary>
/// <remarks>
/// Limits are absolute, so the same one asked for twice is set once and no request needs a name; of two for one account the one that is asked for
/// last counts, so an older one must not be asked for after a newer. The provider does not know how much there is to divide: whoever
/// asks sees to it that limits do not exceed it.
/// </remarks>
public interface IAllocationProvider
{
    /// <summary>Whether there are limits for this resource type at all. Where not, allocations stand in the books alone, and nothing is asked here.</summary>
    bool KeepsLimits(ResourceType resourceType);

    /// <summary>Units in force now. An account that is not in the answer has 0. Of a change that is under way, what was in force before.</summary>
    /// <param name="resourceType">Of what.</param>
    /// <param name="accounts">Of whom.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyDictionary<AccountId, decimal>> ReadLimitsAsync(
        ResourceType resourceType, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets limits of accounts, each for itself: one that is refused or gets no answer says nothing of the others. A limit never falls below what is
    /// in use (<see cref="Planning.Reservations.Failures.FailureClass.Invalid"/>): only unused units move.
    /// </summary>
    /// <param name="resourceType">Of what.</param>
    /// <param name="requests">At most one for an account.</param>
    /// <param name="cancellationToken">Cancels it; what was carried out is then unknown, so ask again.</param>
    /// <returns>
    /// What became of each, in the order given; quantities are limits. Null where there was no answer: it may have been carried out, or be under way,
    /// and asking for the same again settles it.
    /// </returns>
    Task<IReadOnlyList<ProviderOutcome?>> SetLimitsAsync(
        ResourceType resourceType, IReadOnlyList<LimitRequest> requests, CancellationToken cancellationToken = default);
}
