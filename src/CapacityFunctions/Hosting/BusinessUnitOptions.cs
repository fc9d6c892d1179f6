using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;

namespace CapacityFunctions.Hosting;

/// <summary>Limits of one business unit; app settings <c>Capacity__BusinessUnits__0__Name</c> and so on. Amounts in resource units.</summary>
public sealed class BusinessUnitOptions
{
    /// <summary>The name that accounts give as their business unit.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The resource type that it is about. Default: every one for which the unit has no entry of its own.</summary>
    public string? ResourceType { get; set; }

    /// <summary>Units that its accounts together get when they need them. Default: 0.</summary>
    public decimal GuaranteedMinimum { get; set; }

    /// <summary>Units that its accounts together never exceed. Default: nothing bounds them.</summary>
    public decimal? Maximum { get; set; }

    /// <summary>Part of the guarantee that other units may use while it is not needed. Default: 0.</summary>
    public decimal Lendable { get; set; }

    /// <summary>Share inside a tier, relative to other units and to accounts without one. Default: 1. Range: 0.000001 to 1,000,000.</summary>
    public double Weight { get; set; } = 1;

    internal BusinessUnitState State => new() { Name = Name, GuaranteedMinimum = GuaranteedMinimum, Maximum = Maximum, Lendable = Lendable, Weight = Weight };

    /// <summary>The limits that hold for a resource type: a unit's entry for it goes before the one for all.</summary>
    internal static IReadOnlyList<BusinessUnitState> Of(IEnumerable<BusinessUnitOptions> units, ResourceType resourceType) =>
    [
        .. units
            .Where(unit => unit.ResourceType is null || string.Equals(unit.ResourceType, resourceType.Value, StringComparison.Ordinal))
            .GroupBy(unit => unit.Name, StringComparer.Ordinal)
            .Select(entries => entries.MinBy(unit => unit.ResourceType is null)!.State),
    ];
}
