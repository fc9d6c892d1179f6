using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests.Modelling;

public sealed class NormalQuantileTests
{
    // R 4.2.2: qnorm(0.5 + c(0, .5, .8, .95, .999, .999999) / 2), 15 digits.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.674489750196082)]
    [InlineData(0.8, 1.2815515655446)]
    [InlineData(0.95, 1.95996398454005)]
    [InlineData(0.999, 3.29052673149191)]
    [InlineData(0.999999, 4.89163847570)]
    public void OfCentralInterval_Probability_MatchesR(double probability, double expected) =>
        Assert.Equal(expected, NormalQuantile.OfCentralInterval(probability), 1e-9);
}
