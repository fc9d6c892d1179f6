using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Theta;

namespace CapacityFunctions.Forecasting.Tests.Methods.Theta;

public class DynamicThetaTests
{
    private static readonly double[] Values = [3, 5, 4, 6, 8, 7, 9, 12, 10, 13];

    [Fact]
    public void Advance_AnyValues_KeepsTheRegressionLineThroughThem()
    {
        DynamicThetaState state = DynamicThetaState.Start(Values[0], Values[0], 0.4);
        for (int i = 1; i < Values.Length; i++)
        {
            state = state.Advance(Values[i], 0.4);
        }

        // Least squares on t = 1 … 10: mean 7.7, Σ(t − 5.5)(y − 7.7) = 86.5, Σ(t − 5.5)² = 82.5.
        Assert.Equal(7.7, state.Mean, 1e-12);
        Assert.Equal(86.5 / 82.5, state.Slope, 1e-12);
        Assert.Equal(7.7 - (5.5 * 86.5 / 82.5), state.Intercept, 1e-12);
    }

    [Fact]
    public void Forecast_ThetaOne_IsSimpleExponentialSmoothing()
    {
        // θ = 1 removes the line: what remains is the level, 0.5·4 + 0.5·2 = 3 after one value.
        DynamicThetaState state = DynamicThetaState.Start(4, 2, 0.5);

        Assert.Equal(3, state.Forecast(0.5, 1, 0.5), 1e-12);
    }

    [Fact]
    public void Fit_StraightLine_ContinuesIt()
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(i => 10 + (2.0 * i))];

        MethodForecast forecast = DynamicThetaEstimator.Fit(line).Forecast(new ForecastRequest(5));

        for (int step = 0; step < 5; step++)
        {
            // The dynamic model reaches a line up to the lag of its level; 1 % of the value.
            Assert.Equal(10 + (2.0 * (40 + step)), forecast.Mean[step], 0.01 * 90);
        }
    }
}
