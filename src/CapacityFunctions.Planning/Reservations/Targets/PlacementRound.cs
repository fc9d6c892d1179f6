using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Trails;
using CapacityFunctions.Planning.Reservations.Zones;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>
/// Places targets one after the other on what the zones still offer and the budget still allows. Every release lowers the cost of those who
/// follow.
/// </summary>
internal sealed class PlacementRound
{
    private readonly ReservationPlanningInput _input;
    private readonly UnitGrid _grid;
    private readonly ZoneOffer[] _offers;
    private readonly ZoneSupply _supply;
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
        _supply = new ZoneSupply([.. offers.OrderBy(offer => offer.Zone, StringComparer.Ordinal)], coolDowns, grid);
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

        _supply.Take(target, held, split);
        long change = target.Enforced ? split.Sum() - target.Current : 0;
        ReservationTrail trail = TrailKeeping.Next(target.Account.Trail, target.Wanted, change, _input, _grid);
        return PlanAssembly.Of(target, _offers, held, split, reasons, trail, _grid);
    }

    private long[] Split(AccountTarget target, ZoneNeeds needs, List<string> reasons, List<UnmetReservation> unmet)
    {
        long reachable = needs.Reachable;
        long placeable = Math.Min(target.Target, reachable);
        string? refusals = _supply.Refusals(target, needs);
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

        if (ZoneMoveText.Describe(needs, placement.Split) is { } stays)
        {
            reasons.Add(stays);
        }

        _costPerHour += placement.Cost - costNow;
        return placement.Split;
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
        Available = _supply.For(target),
        Mean = Amounts.FromForecast(target.Demand!.Mean),
        DemandShares = [.. _offers.Select(offer => Amounts.FromForecast(target.Demand.ByZone.GetValueOrDefault(offer.Zone)))],
        Rules = _input.Policy.Zones,
        Grid = _grid,
    };
}
