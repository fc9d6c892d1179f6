namespace CapacityFunctions.Planning.Simulations.Orders;

/// <summary>The highest usage before the start, bought once and kept.</summary>
internal sealed class FixedPeak(double peak) : IOrderRule
{
    public double Order(UsagePast past) => peak;
}
