using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Predictions;
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
    private readonly HeldReservations _held;
    private readonly IReadOnlyDictionary<AccountId, decimal> _allocations;
    private readonly IReadOnlyList<Override> _overrides;
    private readonly OverrideSet _inForce;
    private readonly ChangesUnderWay _underWay;

    /// <param name="cycleId">The cycle; its scheduled time is the time of the decision.</param>
    /// <param name="resourceType">The resource type of everything below.</param>
    /// <param name="accounts">The accounts that take part.</param>
    /// <param name="outlooks">One for each series; accounts that are not among <paramref name="accounts"/> are left out.</param>
    /// <param name="reservations">What is held now.</param>
    /// <param name="allocations">What is allocated now, in units.</param>
    /// <param name="overrides">All overrides that may be in force.</param>
    /// <param name="pending">Requests of earlier cycles that the provider is still at.</param>
    public CycleDecisions(
        CycleId cycleId,
        ResourceType resourceType,
        IEnumerable<LinkedAccount> accounts,
        IEnumerable<SeriesOutlook> outlooks,
        IEnumerable<Reservation> reservations,
        IReadOnlyDictionary<AccountId, decimal> allocations,
        IEnumerable<Override> overrides,
        IEnumerable<ReservationRequest>? pending = null)
    {
        _cycleId = cycleId;
        _resourceType = resourceType;
        _accounts = accounts.ToDictionary(account => account.Id);
        _outlooks = [.. outlooks.Where(outlook => _accounts.ContainsKey(outlook.AccountId)).OrderBy(outlook => outlook.AccountId)];
        _held = new HeldReservations(reservations);
        _allocations = allocations;
        _overrides = InForce(overrides, cycleId);
        _inForce = OverrideSet.ActiveAt(_overrides, resourceType, cycleId.ScheduledAt);
        _underWay = new ChangesUnderWay(pending ?? []);
    }

    private CycleDecisions(CycleDecisions before, IEnumerable<Override> overrides)
    {
        _cycleId = before._cycleId;
        _resourceType = before._resourceType;
        _accounts = before._accounts;
        _outlooks = before._outlooks;
        _held = before._held;
        _allocations = before._allocations;
        _overrides = InForce(overrides, _cycleId);
        _inForce = OverrideSet.ActiveAt(_overrides, _resourceType, _cycleId.ScheduledAt);
        _underWay = before._underWay;
    }

    /// <summary>The same cycle with one instruction more; one that is not in force at its time changes nothing.</summary>
    public CycleDecisions With(Override instruction) => new(this, _overrides.Append(instruction));

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
            Group = facts.Group is { } group ? group.WhereOffered(facts.Zones) : null,
            Family = facts.Family,
            CoolDowns = facts.CoolDowns,
            Overrides = _overrides,
            Now = _cycleId.ScheduledAt,
        };
    }

    /// <summary>
    /// The question once more, after the provider refused some of the first answer: where else can the accounts that lack something get what
    /// was decided for them? Their targets stay; everybody else is held.
    /// </summary>
    /// <param name="first">The first question, with what has been learned since.</param>
    /// <param name="targets">What was decided in total for the accounts that lack something.</param>
    public static ReservationPlanningInput Remainder(ReservationPlanningInput first, IReadOnlyDictionary<AccountId, decimal> targets)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(targets);

        return first with
        {
            Accounts =
            [
                .. first.Accounts.Select(account => targets.TryGetValue(account.AccountId, out decimal target)
                    ? account with { Minimum = target, Maximum = target }
                    : account with { HoldReason = "decided already in this cycle" }),
            ],
        };
    }

    /// <summary>The question to <see cref="ResourceAllocationController"/>: how to divide what is held now.</summary>
    /// <param name="facts">Of this cycle and this resource type.</param>
    public AllocationInput AllocationInput(AllocationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);

        HashSet<string> units = new(facts.Units.Select(unit => unit.Name), StringComparer.Ordinal);
        return new AllocationInput
        {
            ResourceType = _resourceType,
            Capacity = facts.Capacity,
            Limits = facts.Limits,
            Priorities = facts.Priorities,
            Groups = facts.Units,
            Accounts = [.. _outlooks.Select(outlook => AllocationState(outlook, facts, units))],
            Overrides = _overrides,
            Now = _cycleId.ScheduledAt,
        };
    }

    /// <summary>How the allocation would have come out without any override; null where there is none in force.</summary>
    /// <param name="facts">Of the division that counts.</param>
    /// <param name="decided">The decisions so far: what would be held without overrides is divided.</param>
    public AllocationResult? AllocateWithoutOverrides(AllocationFacts facts, IEnumerable<AccountDecision> decided)
    {
        ArgumentNullException.ThrowIfNull(facts);
        decimal[] differences = [.. decided.Where(decision => decision.WithoutOverrides is not null).Select(DecisionWithoutOverrides.HeldMore)];
        if (differences.Length == 0)
        {
            return null;
        }

        return ResourceAllocationController.Allocate(
            new CycleDecisions(this, []).AllocationInput(facts with { Capacity = Math.Max(0, facts.Capacity + differences.Sum()), EnforcedOnly = true }));
    }

    /// <summary>
    /// What was planned for the reservations, as the beginning of one decision a series; with the terms of the question, and, where overrides are in
    /// force, with what the manager answers to the same question without them.
    /// </summary>
    /// <param name="plan">The answer to <paramref name="asked"/>.</param>
    /// <param name="asked">The question.</param>
    public IReadOnlyList<AccountDecision> Decide(ReservationPlan plan, ReservationPlanningInput asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        IReadOnlyList<AccountDecision> decided = Decide(plan);
        Dictionary<AccountId, AccountReservationState> states = asked.Accounts.ToDictionary(account => account.AccountId);
        Dictionary<AccountId, DecisionWithoutOverrides> without = decided.Any(decision => decision.Overrides.Count > 0)
            ? DecisionWithoutOverrides.Of(CapacityReservationManager.Plan(asked with { Overrides = [] }))
            : [];
        return
        [
            .. decided.Select(decision => decision with
            {
                Terms = DecisionTerms.Of(asked, states[decision.AccountId]),
                WithoutOverrides = decision.Overrides.Count > 0 ? without[decision.AccountId] : null,
            }),
        ];
    }

    /// <summary>What was planned for the reservations, as the beginning of one decision a series.</summary>
    public IReadOnlyList<AccountDecision> Decide(ReservationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);

        Dictionary<AccountId, AccountReservationPlan> plans = plan.Accounts.ToDictionary(account => account.AccountId);
        ILookup<AccountId, UnmetReservation> unmet = plan.Unmet.ToLookup(entry => entry.AccountId);
        return [.. _outlooks.Select(outlook => Decision(outlook, plans[outlook.AccountId], unmet[outlook.AccountId]))];
    }

    /// <summary>What was planned for the accounts that lacked something, over what was decided for them first.</summary>
    /// <param name="decided">Their decisions so far.</param>
    /// <param name="again">The answer to <see cref="Remainder"/>.</param>
    public static IReadOnlyList<AccountDecision> DecideAgain(IEnumerable<AccountDecision> decided, ReservationPlan again)
    {
        ArgumentNullException.ThrowIfNull(again);

        Dictionary<AccountId, AccountReservationPlan> plans = again.Accounts.ToDictionary(account => account.AccountId);
        ILookup<AccountId, UnmetReservation> unmet = again.Unmet.ToLookup(entry => entry.AccountId);
        return
        [
            .. decided.Select(decision => decision with
            {
                ReservedAfter = AboveNothing(plans[decision.AccountId].ByZone),
                Unmet = decision.Unmet + unmet[decision.AccountId].Sum(entry => entry.Amount),
                Reasons = [.. decision.Reasons.Concat(plans[decision.AccountId].Reasons).Distinct(StringComparer.Ordinal)],
            }),
        ];
    }

    /// <summary>
    /// The changes that follow from a plan, as requests with ids that the same decision always gets. Where the provider is still at an earlier
    /// one, there is none: it has to end first.
    /// </summary>
    /// <param name="plan">The answer of the reservation manager.</param>
    /// <param name="round">1 for the cycle's plan, 2 for the one after refusals.</param>
    public IReadOnlyList<ReservationRequest> Requests(ReservationPlan plan, int round = 1)
    {
        ArgumentNullException.ThrowIfNull(plan);

        return
        [
            .. from account in plan.Accounts
               from change in _underWay.Allowed(account)
               let before = _held.Of(account.AccountId).GetValueOrDefault(change.Zone)
               select new ReservationRequest
               {
                   Id = $"{_cycleId}|{account.AccountId}|{_resourceType}|{change.Zone}{(round == 1 ? string.Empty : $"|{round}")}",
                   CycleId = _cycleId,
                   AccountId = account.AccountId,
                   ResourceType = _resourceType,
                   Zone = change.Zone,
                   Timestamp = _cycleId.ScheduledAt,
                   RequestType = change.RequestType,
                   Amount = change.Amount,
                   Before = before,
                   Target = change.RequestType == RequestType.Increase ? before + change.Amount : before - change.Amount,
                   Reason = string.Join("; ", account.Reasons),
                   Outcome = account.Enforced ? RequestOutcome.Intended : RequestOutcome.Recommended,
               },
        ];
    }

    private AccountReservationState ReservationState(SeriesOutlook outlook, ReservationFacts facts)
    {
        LinkedAccount account = _accounts[outlook.AccountId];
        ResourceLimits limits = account.LimitsOf(_resourceType);
        IReadOnlyDictionary<string, decimal> held = _held.Of(outlook.AccountId);
        return new AccountReservationState
        {
            AccountId = outlook.AccountId,
            Mode = account.Mode,
            Reserved = _underWay.AddedTo(held, outlook.AccountId),
            Running = _held.Running(outlook, held),
            Demand = outlook.Demand is { } demand ? demand.WhereOffered(facts.Zones) : null,
            HoldReason = facts.HoldEverything ?? outlook.HoldReason,
            Doubts = outlook.Doubts,

            // A reservation backs the guarantee, and never falls below what is allocated out of it.
            Minimum = Math.Max(GuaranteeOf(account.Id, limits), Math.Min(_allocations.GetValueOrDefault(outlook.AccountId), held.Values.Sum())),
            Maximum = limits.Maximum,
            Trail = facts.Trails.GetValueOrDefault(outlook.AccountId, ReservationTrail.Empty),
        };
    }

    /// <summary>The guarantee that holds now, an override's before the account's.</summary>
    private decimal GuaranteeOf(AccountId account, ResourceLimits limits) =>
        _inForce.For(account).Find(OverrideKind.GuaranteedMinimum)?.Value is { } instructed
            ? Math.Min(instructed, limits.Maximum ?? instructed)
            : limits.GuaranteedMinimum;

    private AccountAllocationState AllocationState(SeriesOutlook outlook, AllocationFacts facts, HashSet<string> units)
    {
        LinkedAccount account = _accounts[outlook.AccountId];
        ResourceLimits limits = account.LimitsOf(_resourceType);
        double demand = outlook.Demand?.Mean ?? 0;

        // The shortest horizon that covers the time until lent units are back.
        HorizonPeak? ahead = facts.Limits.ReturnMinutes is { } minutes
            ? outlook.Peaks.Where(peak => ForecastHorizons.LengthOf(peak.Horizon).TotalMinutes >= minutes).MinBy(peak => peak.Horizon)
            : null;
        double? mean = ahead is null ? null : Math.Max(0, ahead.Mean);
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
            UpperDemand = Math.Max(demand, outlook.Demand?.Intervals.FirstOrDefault(interval => interval.Level == facts.UpperLevel)?.Upper ?? demand),
            Current = _allocations.GetValueOrDefault(outlook.AccountId),
            Sla = facts.ObservationOf(account),
            BusinessUnit = account.BusinessUnit is { } unit && units.Contains(unit) ? unit : null,
            DemandAhead = mean,
            UpperDemandAhead = ahead is null ? null : Math.Max(mean!.Value, ahead.Upper),
            Trail = facts.Trails.GetValueOrDefault(outlook.AccountId),
            HoldReason = facts.EnforcedOnly && mode == OperatingMode.Recommend ? "the account runs in Recommend mode" : outlook.HoldReason,
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
        ReservedBefore = _held.Of(outlook.AccountId),
        ReservedAfter = AboveNothing(plan.ByZone),
        AllocatedBefore = _allocations.GetValueOrDefault(outlook.AccountId),
        AllocatedAfter = _allocations.GetValueOrDefault(outlook.AccountId),
        CostPerHourBefore = plan.CostPerHourBefore,
        CostPerHourPlanned = plan.CostPerHourAfter,
        EffectivePriority = _accounts[outlook.AccountId].Priority,
        Unmet = unmet.Sum(entry => entry.Amount),
        Reasons =
        [
            .. plan.Reasons,
            .. _underWay.ReasonsOf(outlook.AccountId),
            .. outlook.FallbackReason is { } fallback ? [fallback] : Array.Empty<string>(),
            .. outlook.DriftReason is { } drift ? [drift] : Array.Empty<string>(),
        ],
        Overrides = [.. _overrides.Where(candidate => candidate.Covers(outlook.AccountId, _resourceType))],
    };

    private static Dictionary<string, decimal> AboveNothing(IReadOnlyDictionary<string, decimal> byZone) =>
        byZone.Where(zone => zone.Value > 0).ToDictionary(zone => zone.Key, zone => zone.Value, StringComparer.Ordinal);

    private static Override[] InForce(IEnumerable<Override> overrides, CycleId cycleId) =>
        [.. overrides.Where(candidate => candidate.IsActiveAt(cycleId.ScheduledAt)).OrderBy(candidate => candidate.Id, StringComparer.Ordinal)];
}
