using CapacityFunctions.Planning.Reservations.Zones;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>
/// Places targets one after the other on what the zones still offer and the budget still allows. Releases add to neither availability, as
/// the provider may give what is freed to somebody else before it is asked for again; but they do lower the cost of those who follow.
/// </summary>
internal sealed class PlacementRound
{
    private readonly ReservationPlanningInput _input;
    private readonly UnitGrid _grid;
    private readonly ZoneOffer[] _offers;
    private readonly long[] _available;
    private decimal _costPerHour;

    internal PlacementRound(ReservationPlanningInput input, UnitGrid grid)
    {
        _input = input;
        _grid = grid;
        _offers = [.. input.Zones.OrderBy(offer => offer.Zone, StringComparer.Ordinal)];
        _available = [.. _offers.Select(offer => grid.Down(offer.Available))];
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

        for (int zone = 0; zone < split.Length; zone++)
        {
            _available[zone] -= Math.Max(0, split[zone] - held[zone]);
        }

        return PlanAssembly.Of(target, _offers, held, split, reasons, _grid);
    }

    private long[] Split(AccountTarget target, ZoneNeeds needs, List<string> reasons, List<UnmetReservation> unmet)
    {
        long reachable = needs.Reachable;
        long placeable = Math.Min(target.Target, reachable);
        if (placeable < target.Target)
        {
            Miss(target, placeable, target.Target, $"the zones have no more: {_grid.Text(placeable)} of {_grid.Text(target.Target)} can be held", reasons, unmet);
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
        Available = [.. _available],
        Mean = Amounts.FromForecast(target.Demand!.Mean),
        DemandShares = [.. _offers.Select(offer => Amounts.FromForecast(target.Demand.ByZone.GetValueOrDefault(offer.Zone)))],
        Rules = _input.Policy.Zones,
        Grid = _grid,
    };
}
