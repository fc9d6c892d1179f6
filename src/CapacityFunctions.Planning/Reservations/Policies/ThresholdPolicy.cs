using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>
/// The base rule (mean above the reservation: raise to it; mean below releaseBelow × reservation: release that much of it), then the
/// interval rules. The largest increase wins over any decrease. Fractions of a unit round up for an increase and down for a decrease.
/// </summary>
internal static class ThresholdPolicy
{
    internal static Wish Decide(ReservationPolicy policy, PredictedDemand demand, long currentUnits, UnitGrid grid)
    {
        decimal current = grid.Amount(currentUnits);
        decimal mean = Amounts.FromForecast(demand.Mean);
        List<string> notes = [];
        (long increase, string reason) = mean > current && mean - current >= policy.RaiseFrom * grid.Size
            ? (grid.Up(mean - current), $"mean demand {Amounts.Rounded(mean)} exceeds the reservation {Amounts.Text(current)}")
            : (0, string.Empty);

        foreach (IntervalRule rule in policy.Rules)
        {
            (long ruleIncrease, string ruleReason) = Judge(rule, demand, current, grid, notes);
            if (ruleIncrease > increase)
            {
                (increase, reason) = (ruleIncrease, ruleReason);
            }
        }

        if (increase > 0)
        {
            return new Wish(currentUnits + increase, [$"{reason}: increase by {grid.Text(increase)}", .. notes]);
        }

        (long decrease, string releaseReason) = Release(policy.ReleaseBelow, mean, current, grid);
        long floor = decrease > 0 && policy.ReleaseFloor is { } releaseFloor ? FloorUnits(releaseFloor, demand, grid, notes) : 0;
        if (currentUnits - decrease >= floor)
        {
            return new Wish(currentUnits - decrease, [releaseReason, .. notes]);
        }

        long kept = Math.Min(currentUnits, floor);
        return new Wish(
            kept, [$"{releaseReason}, but not below the {BoundName(policy.ReleaseFloor!.Level, policy.ReleaseFloor.Bound)} of demand: {grid.Text(kept)}", .. notes]);
    }

    private static long FloorUnits(ReleaseFloor floor, PredictedDemand demand, UnitGrid grid, List<string> notes)
    {
        if (demand.Intervals.FirstOrDefault(candidate => candidate.HasLevel(floor.Level)) is { } interval)
        {
            return grid.Up(Amounts.FromForecast(floor.Bound == IntervalBound.Upper ? interval.Upper : interval.Lower));
        }

        notes.Add($"the release floor at the {BoundName(floor.Level, floor.Bound)} was left aside: the forecast has no interval of that level");
        return 0;
    }

    private static string BoundName(double level, IntervalBound bound) =>
        $"{Amounts.Percent(level)} {(bound == IntervalBound.Upper ? "upper" : "lower")} bound";

    private static (long Decrease, string Reason) Release(decimal releaseBelow, decimal mean, decimal current, UnitGrid grid)
    {
        string comparison = $"mean demand {Amounts.Rounded(mean)}, reservation {Amounts.Text(current)}, release below {Amounts.Text(releaseBelow)} of it";
        if (mean >= releaseBelow * current)
        {
            return (0, $"{comparison}: no change");
        }

        decimal released = (1 - releaseBelow) * current;
        long decrease = grid.Down(released);
        return decrease > 0
            ? (decrease, $"{comparison}: decrease by {grid.Text(decrease)}")
            : (0, $"{comparison}: a decrease by {Amounts.Text(released)} rounds down to nothing");
    }

    private static (long Increase, string Reason) Judge(
        IntervalRule rule, PredictedDemand demand, decimal current, UnitGrid grid, List<string> notes)
    {
        string name = BoundName(rule.Level, rule.Bound);
        if (demand.Intervals.FirstOrDefault(candidate => candidate.HasLevel(rule.Level)) is not { } interval)
        {
            notes.Add($"the rule on the {name} was left aside: the forecast has no interval of that level");
            return default;
        }

        decimal bound = Amounts.FromForecast(rule.Bound == IntervalBound.Upper ? interval.Upper : interval.Lower);
        if (bound <= rule.Threshold * current)
        {
            return default;
        }

        decimal amount = rule.Increase.Kind switch
        {
            IncreaseKind.Percent => current * rule.Increase.Value / 100,
            IncreaseKind.Absolute => rule.Increase.Value,
            IncreaseKind.ToRatio => Math.Max(0, (bound / rule.Increase.Value) - current),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Increase.Kind, "Unknown kind of increase."),
        };
        string share = rule.Threshold == 1 ? string.Empty : $"{Amounts.Percent((double)rule.Threshold)} of ";
        return (grid.Up(amount), $"{name} {Amounts.Rounded(bound)} exceeds {share}the reservation {Amounts.Text(current)}");
    }
}
