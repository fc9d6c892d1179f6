using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public class NormalDistributionTests
{
    // R 4.2.2: qnorm(c(0.5, 0.025, 0.95, 0.995, 1e-6, 1e-12)), digits = 12. AS 241 PPND7 promises seven digits.
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.025, -1.95996398454)]
    [InlineData(0.95, 1.64485362695)]
    [InlineData(0.995, 2.5758293035)]
    [InlineData(1e-6, -4.75342430882)]
    [InlineData(1e-12, -7.03448382543)]
    public void Quantile_KnownProbabilities_MatchesR(double probability, double expected) =>
        Assert.Equal(expected, NormalDistribution.Quantile(probability), 1e-6);
}
