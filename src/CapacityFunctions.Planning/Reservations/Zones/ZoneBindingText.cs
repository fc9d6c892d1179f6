using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Zones;

/// <summary>Which rules kept a split from being the one that prices alone would give.</summary>
internal static class ZoneBindingText
{
    /// <summary>One sentence for each zone that a rule bound, in the order of the zones.</summary>
    /// <param name="needs">The account's position.</param>
    /// <param name="split">Whole units by zone, as decided.</param>
    /// <param name="relaxed">Which rules it gives up.</param>
    internal static IEnumerable<string> Describe(ZoneNeeds needs, long[] split, ZoneRelaxation relaxed)
    {
        long target = split.Sum();
        long[] free = needs.SplitByPrice(target);
        ZoneBounds[] bounds = needs.Bounds(target, relaxed);
        for (int zone = 0; zone < split.Length; zone++)
        {
            string? rule = split[zone] > free[zone] && split[zone] == bounds[zone].Lowest
                ? LowestRule(needs, zone, bounds[zone].Lowest)
                : split[zone] < free[zone] && split[zone] == bounds[zone].Highest
                    ? HighestRule(needs, bounds[zone].Highest, target, relaxed)
                    : null;
            if (rule is not null)
            {
                yield return $"zone {needs.Zones[zone]} is bound by {rule}: {needs.Grid.Text(split[zone])} instead of {needs.Grid.Text(free[zone])}";
            }
        }
    }

    private static string LowestRule(ZoneNeeds needs, int zone, long lowest) => lowest == Math.Min(needs.Running[zone], needs.Held[zone] + needs.Available[zone])
        ? "what runs there"
        : $"flexibleShare {Amounts.Text(needs.Rules.FlexibleShare)}";

    private static string HighestRule(ZoneNeeds needs, long highest, long target, ZoneRelaxation relaxed) =>
        relaxed < ZoneRelaxation.MaxShare && highest == needs.ShareLimit(target)
            ? $"maxShare {Amounts.Text(needs.Rules.MaxShare)}"
            : $"surviveZoneLoss {Amounts.Text(needs.Rules.SurviveZoneLoss)}";
}
