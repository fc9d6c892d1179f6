using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public sealed class SampleQuantileTests
{
    // Definition 7: rank p · (n − 1), linear between neighbours.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 2)] // rank 0.75: 1 + 0.75 · 4/3
    [InlineData(1, 10)]
    public void OfSorted_FourValues_IsLinearBetweenThem(double probability, double expected) =>
        Assert.Equal(expected, SampleQuantile.OfSorted([1, 1 + (4 / 3.0), 5, 10], probability), 1e-12);

    [Theory]
    [InlineData(0.5, 3)] // rank 1.5 of 1 2 4 8
    [InlineData(0.9, 6.8)] // rank 2.7: 4 + 0.7 · 4
    [InlineData(0.1, 1.3)] // rank 0.3
    public void OfSorted_Doubling_IsAsByHand(double probability, double expected) =>
        Assert.Equal(expected, SampleQuantile.OfSorted([1, 2, 4, 8], probability), 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(0.37)]
    [InlineData(1)]
    public void OfSorted_OneValue_IsThatValue(double probability) => Assert.Equal(4, SampleQuantile.OfSorted([4], probability));
}
