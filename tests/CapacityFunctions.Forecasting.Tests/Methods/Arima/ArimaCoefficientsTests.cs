using CapacityFunctions.Forecasting.Methods.Arima;

namespace CapacityFunctions.Forecasting.Tests.Methods.Arima;

public class ArimaCoefficientsTests
{
    [Fact]
    public void FillDeviations_ExponentialSmoothing_GrowsByTheSquaredGain()
    {
        // ARIMA(0,1,1) with θ = −0.6 is exponential smoothing with α = 0.4: σ² (1 + (h − 1) α²) (Hyndman et al. 2008, table 6.1).
        ArimaCoefficients coefficients = Coefficients(new ArimaOrder(0, 1, 1), [], [-0.6], variance: 4);
        double[] deviations = new double[5];

        coefficients.FillDeviations(deviations);

        for (int step = 0; step < deviations.Length; step++)
        {
            Assert.Equal(2 * Math.Sqrt(1 + (step * 0.16)), deviations[step], 1e-12);
        }
    }

    [Fact]
    public void FillDeviations_Autoregression_ApproachesTheVarianceOfTheSeries()
    {
        // AR(1) with φ = 0.8: σ² (1 − φ^2h) ÷ (1 − φ²).
        ArimaCoefficients coefficients = Coefficients(new ArimaOrder(1, 0, 0), [0.8], [], variance: 9);
        double[] deviations = new double[200];

        coefficients.FillDeviations(deviations);

        Assert.Equal(3 * Math.Sqrt((1 - Math.Pow(0.8, 4)) / 0.36), deviations[1], 1e-12);
        Assert.Equal(5, deviations[^1], 1e-9);
    }

    [Fact]
    public void FillDeviations_SeasonalRandomWalk_GrowsWithEachSeason()
    {
        ArimaCoefficients coefficients = Coefficients(new ArimaOrder(0, 0, 0, 0, 1, 0, 4), [], [], variance: 1);
        double[] deviations = new double[9];

        coefficients.FillDeviations(deviations);

        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2, 3], deviations.Select(deviation => deviation * deviation), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    private static ArimaCoefficients Coefficients(ArimaOrder order, double[] ar, double[] ma, double variance) =>
        new(order, HasConstant: false, ar, [], ma, [], [], variance);
}
