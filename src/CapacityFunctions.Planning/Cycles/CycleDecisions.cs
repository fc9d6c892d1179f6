using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Trails;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>
/// Turns what a cycle has gathered into the questions that the reservation manager and the allocation controller answer, and their answers
/// into one decision a series. All of one resource type.
/// </summary>
public sealed class CycleDecisions
{
    private readonly CycleId _cycleId;
    private readonly ResourceType _resourceType;
    private readonly Dictionary<AccountId, LinkedAccount> _accounts;
    private readonly IReadOnlyList<SeriesOutlook> _outlooks;
    private readonly ILookup<AccountId, Reservation> _reservations;
    private readonly IReadOnlyDictionary<AccountId, decimal> _allocations;
    private readonly IReadOnlyList<Override> _overrides;
    private readonly OverrideSet _inForce;

    /// <param name="cycleId">The cycle; its scheduled time is the time of the decision.</param>
    /// <param name="resourceType">The resource type of everything below.</param>
    /// <param name="accounts">The accounts that take part.</param>
    /// <param name="outlooks">One for each series; accounts that are not among <paramref name="accounts"/> are left out.</param>
    /// <param name="reservations">What is held now.</param>
    /// <param name="allocations">What is allocated now, in units.</param>
    /// <param name="overrides">All overrides that may be in force.</param>
    public CycleDecisions(
        CycleId cycleId,
        ResourceType resourceType,
        IEnumerable<LinkedAccount> accounts,
        IEnumerable<SeriesOutlook> outlooks,
        IEnumerable<Reservation> reservations,
        IReadOnlyDictionary<AccountId, decimal> allocations,
        IEnumerable<Override> overrides)
    {
        _cycleId = cycleId;
        _resourceType = resourceType;
        _accounts = accounts.ToDictionary(account => account.Id);
        _outlooks = [.. outlooks.Where(outlook => _accounts.ContainsKey(outlook.AccountId)).OrderBy(outlook => outlook.AccountId)];
        _reservations = reservations.ToLookup(reservation => reservation.AccountId);
        _allocations = allocations;
        _overrides = [.. overrides.Where(candidate => candidate.IsActiveAt(cycleId.ScheduledAt)).OrderBy(candidate => candidate.Id, StringComparer.Ordinal)];
        _inForce = OverrideSet.ActiveAt(_overrides, resourceType, cycleId.ScheduledAt);
    }

    /// <summary>The question to <see cref="CapacityReservationManager"/>.</summary>
    /// <param name="policy">The rules that hold for the group.</param>
    /// <param name="zones">What the provider offers.</param>
    /// <param name="holdEverything">Why nothing at all may change (a cycle that comes too late); null normally.</param>
    public ReservationPlanningInput ReservationInput(ReservationPolicy policy, IReadOnlyList<ZoneOffer> zones, string? holdEverything) =>
        ReservationInput(policy, new ReservationFacts { Zones = zones, HoldEverything = holdEverything });

    /// <summary>The question to <see cref="CapacityReservationManager"/>.</summary>
    /// <param name="policy">The rules that hold for the group.</param>
    /// <param name="facts">What the provider offers and refused, the group's demand, and what earlier plans left.</param>
    public ReservationPlanningInput ReservationInput(ReservationPolicy policy, ReservationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new ReservationPlanningInput
        {
            ResourceType = _resourceType,
            Policy = policy,
            Zones = facts.Zones,
            Accounts = [.. _outlooks.Select(outlook => ReservationState(outlook, facts))],
            Group = facts.Group is { } group ? WhereOffered(group, facts.Zones) : null,
            Family = facts.Family,
            CoolDowns = facts.CoolDowns,
            Overrides = _overrides,
            Now = _cycleId.ScheduledAt,
        };
    }

    /// <summary>The question to <see cref="ResourceAllocationController"/>: how to divide what is held now.</summary>
    /// <param name="capacity">Units to divide.</param>
    /// <param name="limits">What bounds the movement between accounts.</param>
    /// <param name="serviceLevels">What was measured against the targets, by account.</param>
    /// <param name="upperLevel">Level of the interval whose upper bound is served when all needs are.</param>
    /// <param name="enforcedOnly">True: accounts in Recommend mode keep what they have. False: as if every account were enforced.</param>
    public AllocationInput AllocationInput(
        decimal capacity,
        AllocationLimits limits,
        IReadOnlyDictionary<AccountId, ServiceLevelObservation> serviceLevels,
        double upperLevel,
        bool enforcedOnly) => new()
        {
            ResourceType = _resourceType,
            Capacity = capacity,
            Limits = limits,
            Accounts = [.. _outlooks.Select(outlook => AllocationState(outlook, serviceLevels, upperLevel, enforcedOnly))],
            Overrides = _overrides,
            Now = _cycleId.ScheduledAt,
        };

    /// <summary>What was planned for the reservations, as the beginning of one decision a series.</summary>
    public IReadOnlyList<AccountDecision> Decide(ReservationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);

        Dictionary<AccountId, AccountReservationPlan> plans = plan.Accounts.ToDictionary(account => account.AccountId);
        ILookup<AccountId, UnmetReservation> unmet = plan.Unmet.ToLookup(entry => entry.AccountId);
        return [.. _outlooks.Select(outlook => Decision(outlook, plans[outlook.AccountId], unmet[outlook.AccountId]))];
    }

    /// <summary>The changes that follow from a plan, as requests with ids that the same decision always gets.</summary>
    public IReadOnlyList<ReservationRequest> Requests(ReservationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);

        return
        [
            .. from account in plan.Accounts
               from change in account.Requests
               let before = Held(account.AccountId).GetValueOrDefault(change.Zone)
               select new ReservationRequest
               {
                   Id = $"{_cycleId}|{account.AccountId}|{_resourceType}|{change.Zone}",
                   CycleId = _cycleId,
                   AccountId = account.AccountId,
                   ResourceType = _resourceType,
                   Zone = change.Zone,
                   Timestamp = _cycleId.ScheduledAt,
                   RequestType = change.RequestType,
                   Amount = change.Amount,
                   Before = before,
                   Target = account.ByZone.GetValueOrDefault(change.Zone),
                   Reason = string.Join("; ", account.Reasons),
                   Outcome = account.Enforced ? RequestOutcome.Intended : RequestOutcome.Recommended,
               },
        ];
    }

    private AccountReservationState ReservationState(SeriesOutlook outlook, ReservationFacts facts)
    {
        LinkedAccount account = _accounts[outlook.AccountId];
        ResourceLimits limits = account.LimitsOf(_resourceType);
        IReadOnlyDictionary<string, decimal> held = Held(outlook.AccountId);
        return new AccountReservationState
        {
            AccountId = outlook.AccountId,
            Mode = account.Mode,
            Reserved = held,
            Running = Running(outlook, held),
            Demand = outlook.Demand is { } demand ? WhereOffered(demand, facts.Zones) : null,
            HoldReason = facts.HoldEverything ?? outlook.HoldReason,
            Doubts = outlook.Doubts,

            // A reservation backs the guarantee, and never falls below what is allocated out of it.
            Minimum = Math.Max(limits.GuaranteedMinimum, Math.Min(_allocations.GetValueOrDefault(outlook.AccountId), held.Values.Sum())),
            Maximum = limits.Maximum,
            Trail = facts.Trails.GetValueOrDefault(outlook.AccountId, ReservationTrail.Empty),
        };
    }

    private AccountAllocationState AllocationState(
        SeriesOutlook outlook,
        IReadOnlyDictionary<AccountId, ServiceLevelObservation> serviceLevels,
        double upperLevel,
        bool enforcedOnly)
    {
        LinkedAccount account = _accounts[outlook.AccountId];
        ResourceLimits limits = account.LimitsOf(_resourceType);
        double demand = outlook.Demand?.Mean ?? 0;
        OperatingMode mode = _inForce.For(account.Id).Find(OverrideKind.Mode)?.Mode ?? account.Mode;
        return new AccountAllocationState
        {
            AccountId = outlook.AccountId,
            Priority = account.Priority,
            Weight = account.Weight,
            GuaranteedMinimum = limits.GuaranteedMinimum,
            Maximum = limits.Maximum,
            Lendable = limits.Lendable,
            Usage = outlook.UsageNow ?? 0,
            Demand = demand,
            UpperDemand = Math.Max(demand, outlook.Demand?.Intervals.FirstOrDefault(interval => interval.Level == upperLevel)?.Upper ?? demand),
            Current = _allocations.GetValueOrDefault(outlook.AccountId),
            Sla = serviceLevels.GetValueOrDefault(outlook.AccountId),
            HoldReason = enforcedOnly && mode == OperatingMode.Recommend ? "the account runs in Recommend mode" : outlook.HoldReason,
        };
    }

    private AccountDecision Decision(SeriesOutlook outlook, AccountReservationPlan plan, IEnumerable<UnmetReservation> unmet) => new()
    {
        CycleId = _cycleId,
        AccountId = outlook.AccountId,
        ResourceType = _resourceType,
        Mode = plan.Enforced ? OperatingMode.Enforce : OperatingMode.Recommend,
        UsageNow = outlook.UsageNow,
        UsageAt = outlook.UsageAt,
        Forecasts = outlook.Peaks,
        HoldReason = outlook.HoldReason,
        FallbackReason = outlook.FallbackReason,
        ReservedBefore = Held(outlook.AccountId),
        ReservedAfter = plan.ByZone.Where(zone => zone.Value > 0).ToDictionary(zone => zone.Key, zone => zone.Value, StringComparer.Ordinal),
        AllocatedBefore = _allocations.GetValueOrDefault(outlook.AccountId),
        AllocatedAfter = _allocations.GetValueOrDefault(outlook.AccountId),
        CostPerHourBefore = plan.CostPerHourBefore,
        CostPerHourPlanned = plan.CostPerHourAfter,
        EffectivePriority = _accounts[outlook.AccountId].Priority,
        Unmet = unmet.Sum(entry => entry.Amount),
        Reasons =
        [
            .. plan.Reasons,
            .. outlook.FallbackReason is { } fallback ? [fallback] : Array.Empty<string>(),
            .. outlook.DriftReason is { } drift ? [drift] : Array.Empty<string>(),
        ],
        Overrides = [.. _overrides.Where(candidate => candidate.Covers(outlook.AccountId, _resourceType))],
    };

    private Dictionary<string, decimal> Held(AccountId account) => _reservations[account]
        .Where(reservation => reservation.Quantity > 0)
        .OrderBy(reservation => reservation.Zone, StringComparer.Ordinal)
        .ToDictionary(reservation => reservation.Zone, reservation => reservation.Quantity, StringComparer.Ordinal);

    /// <summary>Shares of zones that the provider does not offer (a usage file may name others) count where they could run: anywhere.</summary>
    private static PredictedDemand WhereOffered(PredictedDemand demand, IReadOnlyList<ZoneOffer> zones)
    {
        KeyValuePair<string, double>[] offered = [.. demand.ByZone.Where(share => zones.Any(zone => string.Equals(zone.Zone, share.Key, StringComparison.Ordinal)))];
        double total = offered.Sum(share => share.Value);
        return demand with
        {
            ByZone = total > 0
                ? offered.ToDictionary(share => share.Key, share => share.Value / total, StringComparer.Ordinal)
                : new Dictionary<string, double>(StringComparer.Ordinal),
        };
    }

    /// <summary>
    /// Usage by zone in whole units, as far as the zone's own reservation carries it; or what the provider knows to be allocated there, where
    /// that is more: it may even exceed the reservation.
    /// </summary>
    private Dictionary<string, decimal> Running(SeriesOutlook outlook, IReadOnlyDictionary<string, decimal> held)
    {
        Dictionary<string, decimal> allocated = _reservations[outlook.AccountId]
            .Where(reservation => reservation.Allocated > 0)
            .ToDictionary(reservation => reservation.Zone, reservation => reservation.Allocated!.Value, StringComparer.Ordinal);
        return held.Keys.Union(allocated.Keys, StringComparer.Ordinal).ToDictionary(
            zone => zone,
            zone => Math.Max(
                allocated.GetValueOrDefault(zone),
                held.TryGetValue(zone, out decimal quantity)
                    ? Math.Min(quantity, Math.Ceiling((decimal)((outlook.UsageNow ?? 0) * ZoneShare(outlook, held, zone))))
                    : 0),
            StringComparer.Ordinal);
    }

    /// <summary>Where usage is not reported by zone, it is taken to run where the reservation is.</summary>
    private static double ZoneShare(SeriesOutlook outlook, IReadOnlyDictionary<string, decimal> held, string zone) =>
        outlook.Demand is { ByZone.Count: > 0 } demand
            ? demand.ByZone.GetValueOrDefault(zone)
            : (double)(held[zone] / held.Values.Sum());
}
