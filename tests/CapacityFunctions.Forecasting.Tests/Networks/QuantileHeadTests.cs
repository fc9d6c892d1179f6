using CapacityFunctions.Forecasting.Networks;

namespace CapacityFunctions.Forecasting.Tests.Networks;

public class QuantileHeadTests
{
    private static readonly QuantileHead Head = new([0.2, 0.5, 0.8]);

    [Fact]
    public void Forward_ZeroOutputs_StepsOfLogTwoAroundTheBase()
    {
        float[] quantiles = new float[3];

        Head.Forward([0, 0, 0], baseline: 4, quantiles);

        // softplus(0) = ln 2.
        Assert.Equal(4 - 0.693147f, quantiles[0], 1e-5f);
        Assert.Equal(4, quantiles[1]);
        Assert.Equal(4 + 0.693147f, quantiles[2], 1e-5f);
    }

    [Theory]
    [InlineData(5, (0.2 * 4) + (0.5 * 3) + (0.8 * 1))] // above all: p · distance
    [InlineData(0, (0.8 * 1) + (0.5 * 2) + (0.2 * 4))] // below all: (1 − p) · distance
    [InlineData(3, (0.2 * 2) + (0.5 * 1) + (0.2 * 1))] // between the median and the last
    public void Loss_QuantilesOneTwoFour_IsTheMeanPinball(float target, double sum) =>
        Assert.Equal(sum / 3, Head.Loss([1, 2, 4], target), 1e-6);

    [Fact]
    public void Backward_TargetAboveAll_PullsEveryQuantileUp()
    {
        float[] gradient = new float[3];

        Head.Backward([0, 0, 0], [1, 2, 4], target: 5, weight: 3, gradient);

        // Slopes of the quantiles −0.2, −0.5, −0.8; the median moves all three; sigmoid(0) = ½ of an increment's share, the first's downwards.
        Assert.Equal([0.1f, -1.5f, -0.4f], gradient, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Require_ProbabilitiesWithoutMedianOrOutOfOrder_Throws()
    {
        Assert.Throws<ArgumentException>(() => (SampleNetwork.Shape with { Probabilities = [0.1, 0.9] }).Require());
        Assert.Throws<ArgumentException>(() => (SampleNetwork.Shape with { Probabilities = [0.5, 0.1] }).Require());
        Assert.Throws<ArgumentException>(() => (SampleNetwork.Shape with { Probabilities = [0.5, 1] }).Require());
    }
}
