using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Overrides.Bindings;

/// <summary>What bounds an instruction on reservations: the account's limits, what is in use, the steps of one cycle, the provider, the budget.</summary>
internal static class AmountBindings
{
    internal static IEnumerable<string> Sentences(Override instruction, BindingFacts facts, IReadOnlyList<ReachedAccount> reached)
    {
        if (instruction.Value is not { } value || instruction.Kind is not (OverrideKind.PinReservation or OverrideKind.ReservationFloor
            or OverrideKind.ReservationCeiling or OverrideKind.GuaranteedMinimum))
        {
            yield break;
        }

        bool raises = instruction.Kind is not OverrideKind.ReservationCeiling;
        bool lowers = instruction.Kind is OverrideKind.PinReservation or OverrideKind.ReservationCeiling;
        decimal raised = 0;
        foreach (ReachedAccount account in reached)
        {
            string who = $"{facts.ResourceType}, account {account.Id}";
            decimal target = raises ? Math.Min(value, account.Reservation.Maximum ?? value) : value;
            if (target < value)
            {
                yield return $"{who}: its maximum {Amounts.Text(target)} binds: {Amounts.Text(target)} instead of {Amounts.Text(value)}";
            }

            if (lowers)
            {
                foreach (string sentence in Below(account, value, who))
                {
                    yield return sentence;
                }

                target = Math.Max(target, Math.Max(account.Reservation.Minimum, account.Running));
            }

            if (Steps(account, target, raises, lowers, facts.Reservations.Policy.Limits) is { } steps)
            {
                yield return $"{who}: {steps}";
            }

            raised += raises && account.Mode == OperatingMode.Enforce ? Math.Max(0, target - account.Held) : 0;
        }

        foreach (string sentence in raised > 0 ? OfProvider(raised, facts) : [])
        {
            yield return sentence;
        }
    }

    private static IEnumerable<string> Below(ReachedAccount account, decimal value, string who)
    {
        if (value < account.Guarantee)
        {
            yield return $"{who}: its guaranteed minimum {Amounts.Text(account.Guarantee)} binds; to go below it, override guaranteed-minimum, too";
        }
        else if (value < account.Reservation.Minimum)
        {
            yield return $"{who}: {Amounts.Text(account.Reservation.Minimum)} units are allocated out of its reservation, and a release does not go below them";
        }

        if (value < account.Running)
        {
            yield return $"{who}: {Amounts.Text(account.Running)} units are in use, and a release does not go below them";
        }
    }

    private static string? Steps(ReachedAccount account, decimal target, bool raises, bool lowers, ReservationLimits limits)
    {
        decimal change = target - account.Held;
        return change switch
        {
            > 0 when raises && limits.MaxIncreasePerCycle is { } step && step > 0 && change > step =>
                $"maxIncreasePerCycle {Amounts.Text(step)}: {Cycles(change, step)} cycles until {Amounts.Text(target)} are reached",
            < 0 when lowers && limits.MaxDecreasePerCycle is { } step && step > 0 && -change > step =>
                $"maxDecreasePerCycle {Amounts.Text(step)}: {Cycles(-change, step)} cycles until {Amounts.Text(target)} are reached",
            _ => null,
        };
    }

    private static string Cycles(decimal change, decimal step) => Amounts.Text(decimal.Ceiling(change / step));

    private static IEnumerable<string> OfProvider(decimal raised, BindingFacts facts)
    {
        string needs = $"{facts.ResourceType}: it raises reservations by {Amounts.Text(raised)} units";
        decimal available = facts.Reservations.Zones.Sum(zone => zone.Available);
        if (available < raised)
        {
            yield return $"{needs}, and the zones have {Amounts.Text(available)} more";
        }

        foreach (QuotaRoom quota in facts.Quotas.Where(quota => quota.Units < raised))
        {
            yield return $"{needs}, and the quota {quota.Name} allows {Amounts.Text(quota.Units)} more ({Amounts.Text(quota.Used)} of {Amounts.Text(quota.Limit)} are used)";
        }

        if (facts.Reservations.Policy.Limits.BudgetPerHour is { } budget && facts.Reservations.Zones.Count > 0)
        {
            Dictionary<string, decimal> prices = facts.Reservations.Zones.ToDictionary(zone => zone.Zone, zone => zone.PricePerUnitHour, StringComparer.Ordinal);
            decimal now = facts.Reservations.Accounts.Sum(account => account.Reserved.Sum(held => held.Value * prices.GetValueOrDefault(held.Key)));
            decimal later = now + (raised * prices.Values.Min());
            if (later > budget)
            {
                yield return $"{needs}, at least {Amounts.Text(later)} an hour in all, and budgetPerHour allows {Amounts.Text(budget)}";
            }
        }
    }
}
