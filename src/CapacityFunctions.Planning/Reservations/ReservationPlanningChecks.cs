using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Text;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>What an input must hold before a reservation decision can be made.</summary>
internal static class ReservationPlanningChecks
{
    private const decimal SmallestUnit = 0.001m;
    private const decimal LargestUnit = 1_000_000m;
    private const double ShareTolerance = 1e-6;

    internal static ProblemList Check(ReservationPlanningInput input)
    {
        ProblemList problems = new();
        problems.Require(input.Unit is >= SmallestUnit and <= LargestUnit, "$.unit", $"must be between {SmallestUnit} and {LargestUnit}");
        ReservationPolicyChecks.Check(input.Policy, problems);
        CheckZones(input.Zones, problems);
        HashSet<string> zones = input.Zones.Select(offer => offer.Zone).ToHashSet(StringComparer.Ordinal);
        problems.RequireDistinct(input.Accounts.Select(account => account.AccountId.Value), i => $"$.accounts[{i}].accountId", "account");
        for (int i = 0; i < input.Accounts.Count; i++)
        {
            CheckAccount(input.Accounts[i], input.Unit, zones, $"$.accounts[{i}]", problems);
        }

        problems.Require(
            input.Policy.Name is not ReservationPolicyNames.Pooled || input.Group is not null, "$.group", "must be given for the policy pooled");
        if (input.Group is { } group)
        {
            CheckDemand(group, zones, "$.group", problems);
        }

        OverrideChecks.Check(input.Overrides, problems);
        return problems;
    }

    private static void CheckZones(IReadOnlyList<ZoneOffer> offers, ProblemList problems)
    {
        problems.Require(offers.Count > 0, "$.zones", "must list at least one zone");
        problems.RequireDistinct(offers.Select(offer => offer.Zone), i => $"$.zones[{i}].zone", "zone");
        for (int i = 0; i < offers.Count; i++)
        {
            problems.Require(offers[i].Zone.Length > 0, $"$.zones[{i}].zone", "must not be empty");
            problems.RequireAmount(offers[i].PricePerUnitHour, $"$.zones[{i}].pricePerUnitHour");
            problems.RequireAmount(offers[i].Available, $"$.zones[{i}].available");
        }
    }

    private static void CheckAccount(
        AccountReservationState account, decimal unit, HashSet<string> zones, string path, ProblemList problems)
    {
        problems.RequireAmount(account.Minimum, path, ".minimum");
        problems.RequireAmount(account.Maximum, path, ".maximum");
        problems.Require(account.Maximum is not { } maximum || maximum >= account.Minimum, path, ".maximum", "must not be below minimum");
        foreach ((string zone, decimal amount) in account.Reserved.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (zones.Contains(zone) && IsAmount(amount) && unit > 0 && amount % unit == 0)
            {
                continue;
            }

            string place = $"{path}.reserved.{zone}";
            problems.Require(zones.Contains(zone), place, "names a zone that $.zones does not list");
            problems.RequireAmount(amount, place);
            problems.Require(unit <= 0 || amount % unit == 0, place, $"must be a multiple of the unit {Amounts.Text(unit)}");
        }

        foreach ((string zone, decimal amount) in account.Running.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (zones.Contains(zone) && IsAmount(amount))
            {
                continue;
            }

            problems.Require(zones.Contains(zone), $"{path}.running.{zone}", "names a zone that $.zones does not list");
            problems.RequireAmount(amount, $"{path}.running.{zone}");
        }

        for (int i = 0; i < account.Trail.Wishes.Count; i++)
        {
            problems.RequireAmount(account.Trail.Wishes[i].Units, path, $".trail.wishes[{i}].units");
        }

        if (account.Demand is { } demand)
        {
            CheckDemand(demand, zones, path + ".demand", problems);
        }
    }

    private static void CheckDemand(PredictedDemand demand, HashSet<string> zones, string path, ProblemList problems)
    {
        problems.RequireAmount(demand.Mean, path, ".mean");
        for (int i = 0; i < demand.Intervals.Count; i++)
        {
            DemandInterval interval = demand.Intervals[i];
            if (IsUsable(interval) && !IsRepeated(demand.Intervals, i))
            {
                continue;
            }

            string place = $"{path}.intervals[{i}]";
            problems.Require(interval.Level is > 0 and < 1, place + ".level", "must lie between 0 and 1, both excluded");
            problems.RequireAmount(interval.Lower, place + ".lower");
            problems.RequireAmount(interval.Upper, place + ".upper");
            problems.Require(!(interval.Lower > interval.Upper), place + ".upper", "must not be below lower");
            problems.Require(!IsRepeated(demand.Intervals, i), place + ".level", "is given a second time");
        }

        foreach ((string zone, double share) in demand.ByZone.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            problems.Require(zones.Contains(zone), $"{path}.byZone.{zone}", "names a zone that $.zones does not list");
            problems.Require(share is >= 0 and <= 1, $"{path}.byZone.{zone}", "must be between 0 and 1");
        }

        double total = demand.ByZone.Values.Sum();
        problems.Require(
            demand.ByZone.Count == 0 || Math.Abs(total - 1) <= ShareTolerance,
            path + ".byZone",
            $"must add up to 1; these shares add up to {total:0.######}");
    }

    // Inputs of many accounts are checked in every cycle: what is right costs no text.
    private static bool IsAmount(decimal amount) => amount is >= 0 and <= Amounts.Largest;

    private static bool IsUsable(DemandInterval interval) =>
        interval is { Level: > 0 and < 1, Lower: >= 0, Upper: <= (double)Amounts.Largest } && interval.Lower <= interval.Upper;

    private static bool IsRepeated(IReadOnlyList<DemandInterval> intervals, int index)
    {
        for (int earlier = 0; earlier < index; earlier++)
        {
            if (intervals[index].HasLevel(intervals[earlier].Level))
            {
                return true;
            }
        }

        return false;
    }
}
