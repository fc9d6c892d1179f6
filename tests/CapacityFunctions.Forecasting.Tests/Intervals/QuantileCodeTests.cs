using CapacityFunctions.Forecasting.Intervals;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Intervals;

public class QuantileCodeTests
{
    [Property(MaxTest = 100)]
    public bool Decode_Encoded_IsAscendingAndNear(int seed)
    {
        Random random = new(seed);
        double[] quantiles = new double[QuantileGrid.Count];
        quantiles[0] = random.NextDouble() - 1;
        for (int i = 1; i < quantiles.Length; i++)
        {
            quantiles[i] = quantiles[i - 1] + Math.Pow(10, -4 * random.NextDouble());
        }

        int middle = quantiles.Length / 2;
        double unit = quantiles[^1] - quantiles[0];
        byte[] code = new byte[QuantileCode.Length];
        double[] decoded = new double[quantiles.Length];
        QuantileCode.Encode(quantiles, quantiles[middle], unit, code);
        QuantileCode.Decode(code, quantiles[middle], unit, decoded);

        bool isNear = true;
        double largest = 0;
        for (int i = middle + 2; i < quantiles.Length; i += 2)
        {
            largest = Math.Max(largest, quantiles[i] - quantiles[i - 2]);

            // Half a step of 2^(1/10) is 3.5 % of the distance that is coded, and that distance holds the error before.
            isNear &= Math.Abs(decoded[i] - quantiles[i]) <= (0.037 * largest) + (1e-6 * unit);
        }

        return isNear && decoded.Zip(decoded.Skip(1)).All(pair => pair.First < pair.Second);
    }

    [Fact]
    public void Decode_NormalForecast_OmittedQuantilesLieOnIt()
    {
        double[] quantiles = new double[QuantileGrid.Count];
        QuantileGrid.FillNormal(0, 1, quantiles);
        byte[] code = new byte[QuantileCode.Length];
        double[] decoded = new double[quantiles.Length];

        QuantileCode.Encode(quantiles, 0, quantiles[^1], code);
        QuantileCode.Decode(code, 0, quantiles[^1], decoded);

        // 3.5 % of the distance between two kept quantiles, at most 0.62 of a deviation (0.005 to 0.025).
        for (int i = 0; i < quantiles.Length; i++)
        {
            Assert.Equal(quantiles[i], decoded[i], 0.022);
        }
    }
}
