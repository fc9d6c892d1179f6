using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>Turns what is known of business units, and of their members, into rows.</summary>
internal static class UnitRows
{
    /// <param name="groups">All units.</param>
    /// <param name="rows">All accounts; those that name a unit get its row.</param>
    /// <param name="grid">The whole steps.</param>
    /// <returns>By name.</returns>
    internal static UnitRow[] Of(IReadOnlyList<BusinessUnitState> groups, AllocationRow[] rows, UnitGrid grid)
    {
        if (groups.Count == 0)
        {
            return [];
        }

        Dictionary<string, decimal> fixedAmounts = groups.ToDictionary(group => group.Name, _ => 0m, StringComparer.Ordinal);
        foreach (AllocationRow row in rows)
        {
            if (row is { FixedAmount: { } amount, Account.BusinessUnit: { } name })
            {
                fixedAmounts[name] += amount;
            }
        }

        UnitRow[] units =
        [
            .. groups
                .OrderBy(group => group.Name, StringComparer.Ordinal)
                .Select((group, index) => Of(group, index, fixedAmounts[group.Name], grid)),
        ];
        Dictionary<string, UnitRow> byName = units.ToDictionary(unit => unit.Name, StringComparer.Ordinal);
        foreach (AllocationRow row in rows)
        {
            row.Unit = row.Account.BusinessUnit is { } name ? byName[name] : null;
        }

        return units;
    }

    private static UnitRow Of(BusinessUnitState group, int index, decimal fixedAmount, UnitGrid grid)
    {
        long maximum = grid.Down(Math.Max(0, (group.Maximum ?? Amounts.Largest) - fixedAmount));
        long guarantee = Math.Min(maximum, grid.Up(Math.Max(0, group.GuaranteedMinimum - fixedAmount)));
        return new UnitRow
        {
            Name = group.Name,
            Index = index,
            Maximum = maximum,
            Guarantee = guarantee,
            Lendable = Math.Min(guarantee, grid.Down(group.Lendable)),
            Weight = AllocationRows.WholeWeight(group.Weight),
        };
    }
}
