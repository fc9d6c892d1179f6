namespace CapacityFunctions.Planning.Overrides.Bindings;

/// <summary>What a quota still allows.</summary>
/// <param name="Name">The provider's name of it.</param>
/// <param name="Used">What counts against it, in its own measure.</param>
/// <param name="Limit">What may count against it.</param>
/// <param name="PerUnit">How much one unit of the resource type counts.</param>
public sealed record QuotaRoom(string Name, decimal Used, decimal Limit, decimal PerUnit)
{
    /// <summary>Whole units that fit.</summary>
    public decimal Units => PerUnit > 0 ? decimal.Floor(Math.Max(0, Limit - Used) / PerUnit) : decimal.MaxValue;
}
