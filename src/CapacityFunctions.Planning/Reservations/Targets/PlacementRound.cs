using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Requests;
using CapacityFunctions.Planning.Reservations.Trails;
using CapacityFunctions.Planning.Reservations.Zones;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>
/// Places targets one after the other on what the zones still offer and the budget still allows. What an enforced account releases can be had
/// by enforced accounts that follow, as far as <see cref="RequestOrder"/> carries that release out before all increases. Every release
/// lowers the cost of those who follow.
/// </summary>
internal sealed class PlacementRound
{
    private readonly ReservationPlanningInput _input;
    private readonly UnitGrid _grid;
    private readonly ZoneOffer[] _offers;
    private readonly CoolDown?[] _coolDowns;
    private readonly long[] _availableIfRaised;
    private readonly long[] _available;
    private readonly long[] _released;
    private decimal _costPerHour;

    /// <param name="input">The whole question, with nothing left in zones that cool down.</param>
    /// <param name="offers">What the zones really have left.</param>
    /// <param name="coolDowns">Where nothing may be raised.</param>
    /// <param name="grid">The whole units.</param>
    internal PlacementRound(ReservationPlanningInput input, IReadOnlyList<ZoneOffer> offers, CoolDownSet coolDowns, UnitGrid grid)
    {
        _input = input;
        _grid = grid;
        _offers = [.. input.Zones.OrderBy(offer => offer.Zone, StringComparer.Ordinal)];
        _available = [.. _offers.Select(offer => grid.Down(offer.Available))];
        _released = new long[_offers.Length];
        _coolDowns = coolDowns.IsEmpty ? [] : [.. _offers.Select(offer => coolDowns.Find(offer.Zone))];
        _availableIfRaised = coolDowns.IsEmpty
            ? []
            : [.. offers.OrderBy(offer => offer.Zone, StringComparer.Ordinal).Select(offer => grid.Down(offer.Available))];
        _costPerHour = input.Accounts.Sum(account => _offers.Sum(offer => account.Reserved.GetValueOrDefault(offer.Zone) * offer.PricePerUnitHour));
    }

    /// <summary>Price for an hour of all that is held, with the changes of the accounts placed so far.</summary>
    internal decimal CostPerHour => _costPerHour;

    internal AccountReservationPlan Place(AccountTarget target, List<UnmetReservation> unmet)
    {
        List<string> reasons = [.. target.Reasons];
        long[] held = [.. _offers.Select(offer => _grid.Down(target.Account.Reserved.GetValueOrDefault(offer.Zone)))];
        long[] split = held;
        if (!target.IsHeld)
        {
            split = Split(target, Needs(target, held), reasons, unmet);
        }

        Take(target, held, split);
        long change = target.Enforced ? split.Sum() - target.Current : 0;
        ReservationTrail trail = TrailKeeping.Next(target.Account.Trail, target.Wanted, change, _input, _grid);
        return PlanAssembly.Of(target, _offers, held, split, reasons, trail, _grid);
    }

    /// <summary>Releases of a zone serve whoever is enforced: they can only be taken after what is left anyway.</summary>
    private void Take(AccountTarget target, long[] held, long[] split)
    {
        bool raises = split.Where((units, zone) => units > held[zone]).Any();
        for (int zone = 0; zone < split.Length; zone++)
        {
            long taken = Math.Max(0, split[zone] - held[zone]);
            long leftOver = Math.Min(taken, _available[zone]);
            _available[zone] -= leftOver;
            _released[zone] -= taken - leftOver;
            if (target.Enforced && _coolDowns.ElementAtOrDefault(zone) is null && RequestOrder.IsCertain(raises))
            {
                _released[zone] += Math.Max(0, held[zone] - split[zone]);
            }
        }
    }

    private long[] Split(AccountTarget target, ZoneNeeds needs, List<string> reasons, List<UnmetReservation> unmet)
    {
        long reachable = needs.Reachable;
        long placeable = Math.Min(target.Target, reachable);
        string? refusals = Refusals(target, needs);
        if (placeable < target.Target)
        {
            string limit = $"the zones have no more: {_grid.Text(placeable)} of {_grid.Text(target.Target)} can be held";
            Miss(target, placeable, target.Target, refusals is null ? limit : $"{limit}; {refusals}", reasons, unmet);
        }
        else if (refusals is not null)
        {
            reasons.Add(refusals);
        }

        decimal costNow = needs.CostOf(needs.Held);
        Placement? placement = Afford(target, needs, placeable, costNow);
        if (placement is null)
        {
            reasons.Add($"budgetPerHour {Amounts.Text(_input.Policy.Limits.BudgetPerHour!.Value)} allows no other split: nothing changes");
            return [.. needs.Held];
        }

        long affordable = placement.Split.Sum();
        if (affordable < placeable)
        {
            string limit = $"budgetPerHour {Amounts.Text(_input.Policy.Limits.BudgetPerHour!.Value)} allows {_grid.Text(affordable)} of {_grid.Text(placeable)}";
            Miss(target, affordable, placeable, limit, reasons, unmet);
        }

        reasons.AddRange(ZoneRelaxationText.Describe(placement.Relaxed));
        if (_offers.Length > 1)
        {
            reasons.AddRange(ZoneBindingText.Describe(needs, placement.Split, placement.Relaxed));
        }

        if (needs.ChargesMoves && StayReason(needs, placement) is { } stays)
        {
            reasons.Add(stays);
        }

        _costPerHour += placement.Cost - costNow;
        return placement.Split;
    }

    /// <summary>What is not moved to a cheaper zone because it would not pay; null when nothing is.</summary>
    private string? StayReason(ZoneNeeds needs, Placement placement)
    {
        long[] free = needs.Split(placement.Split.Sum(), moveForFree: true).Split;
        decimal saving = placement.Cost - needs.CostOf(free);
        if (saving <= 0)
        {
            return null;
        }

        long moved = free.Zip(placement.Split, (wouldHold, holds) => Math.Max(0, wouldHold - holds)).Sum();
        return $"{_grid.Text(moved)} stay where they are: moving them would save {Amounts.Text(saving)} an hour, which is less than moving costs";
    }

    /// <summary>The cool-downs that change what is done for this account; null when it would not be raised there anyway.</summary>
    private string? Refusals(AccountTarget target, ZoneNeeds needs)
    {
        if (_coolDowns.Length == 0)
        {
            return null;
        }

        ZoneNeeds otherwise = needs with { Available = [.. needs.Available.Select((units, zone) => _coolDowns[zone] is null ? units : _availableIfRaised[zone])] };
        long[] raised = otherwise.Split(Math.Min(target.Target, otherwise.Reachable)).Split;
        string[] refusals =
        [
            .. _offers.Select((offer, zone) => (offer.Zone, Index: zone))
                .Where(zone => _coolDowns[zone.Index] is not null && raised[zone.Index] > needs.Held[zone.Index])
                .Select(zone => CoolDownSet.Describe(zone.Zone, _coolDowns[zone.Index]!)),
        ];
        return refusals.Length > 0 ? string.Join("; ", refusals) : null;
    }

    /// <summary>The largest total from what is held up to what is wanted that the budget allows; null when not even a change of zones fits.</summary>
    private Placement? Afford(AccountTarget target, ZoneNeeds needs, long wanted, decimal costNow)
    {
        decimal allowed = _input.Policy.Limits.BudgetPerHour is { } budget ? Math.Max(costNow, budget - (_costPerHour - costNow)) : decimal.MaxValue;
        decimal dearest = needs.Prices.Max();
        long units = wanted;
        while (true)
        {
            (long[] split, ZoneRelaxation relaxed) = needs.Split(units);
            decimal excess = needs.CostOf(split) - allowed;
            if (excess > 0 && needs.ChargesMoves)
            {
                // Where money is short, what a cheaper zone saves buys capacity.
                (split, relaxed) = needs.Split(units, moveForFree: true);
                excess = needs.CostOf(split) - allowed;
            }

            if (excess <= 0)
            {
                return new Placement(split, needs.CostOf(split), relaxed);
            }

            // One unit less saves at most the dearest price, so no affordable total lies between here and there.
            long next = units - Math.Max(1, (long)decimal.Floor(excess / dearest));
            long lowest = Math.Min(wanted, target.Current);
            if (units == lowest)
            {
                return null;
            }

            units = Math.Max(lowest, next);
        }
    }

    private void Miss(AccountTarget target, long got, long wanted, string reason, List<string> reasons, List<UnmetReservation> unmet)
    {
        reasons.Add(reason);
        unmet.Add(new UnmetReservation(target.Account.AccountId, _grid.Amount(wanted - got), reason));
    }

    private ZoneNeeds Needs(AccountTarget target, long[] held) => new()
    {
        Zones = [.. _offers.Select(offer => offer.Zone)],
        Prices = [.. _offers.Select(offer => offer.PricePerUnitHour * _grid.Size)],
        Held = held,
        Running = [.. _offers.Select(offer => _grid.Up(target.Account.Running.GetValueOrDefault(offer.Zone)))],
        Available = [.. _available.Select((units, zone) => units + (target.Enforced ? _released[zone] : 0))],
        Mean = Amounts.FromForecast(target.Demand!.Mean),
        DemandShares = [.. _offers.Select(offer => Amounts.FromForecast(target.Demand.ByZone.GetValueOrDefault(offer.Zone)))],
        Rules = _input.Policy.Zones,
        Grid = _grid,
    };
}
