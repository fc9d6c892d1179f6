using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public class KpssTestTests
{
    // R 4.2.2, urca 1.3-3: ur.kpss(y, type = "mu", use.lag = trunc(3 * sqrt(length(y)) / 13))@teststat
    [Theory]
    [InlineData("Nile", 1.31522646318)]
    [InlineData("lh", 0.367889110815)]
    [InlineData("WWWusage", 0.721974318082)]
    public void Statistic_ClassicSeries_IsThatOfR(string name, double expected) =>
        Assert.Equal(expected, KpssTest.Statistic(RArimaReference.Instance.Series[name].Values), 1e-9);

    [Fact]
    public void Statistic_Constant_IsZero() => Assert.Equal(0, KpssTest.Statistic([5, 5, 5]));
}
