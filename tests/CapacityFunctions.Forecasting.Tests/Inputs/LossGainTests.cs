using CapacityFunctions.Forecasting.Inputs;

namespace CapacityFunctions.Forecasting.Tests.Inputs;

public class LossGainTests
{
    [Fact]
    public void Between_Pairs_CountsMeanAndStandardError()
    {
        LossGain gain = LossGain.Between([4, 4, 4, double.NaN], [3, 2, 1, 0], 1);

        // Differences 1, 2, 3: mean 2 of 4, standard deviation 1, standard error 1/√3.
        Assert.Equal(0.5, gain.Share, 1e-12);
        Assert.Equal(2 * Math.Sqrt(3), gain.StandardErrors, 1e-12);
        Assert.Equal(3, gain.Count);
    }

    [Fact]
    public void IsReal_ManyEqualGains_NeedsOrigins()
    {
        double[] without = [.. Enumerable.Range(0, 20).Select(i => 10.0 + (i % 2))];
        double[] with = [.. Enumerable.Range(0, 20).Select(i => 9.0 + (i % 3 * 0.1))];

        Assert.True(LossGain.Between(without, with, 1).IsReal);
        Assert.False(LossGain.Between(without, with, 0.1).IsReal);
        Assert.False(LossGain.Between(with, without, 1).IsReal);
    }
}
