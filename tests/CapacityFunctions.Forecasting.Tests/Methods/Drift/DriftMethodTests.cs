using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Drift;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Methods.Drift;

public class DriftMethodTests
{
    [Fact]
    public void Forecast_Nile_MatchesR()
    {
        MethodForecast forecast = new DriftMethod().Fit(new FitRequest(RReference.Instance.Series["Nile"].Values, []))!.Forecast(new(5));

        // R 4.2.2, forecast 8.20: rwf(Nile, h = 5, drift = TRUE, level = 95) (Reference/baselines.R).
        double[] mean = [736.161616162, 732.323232323, 728.484848485, 724.646464646, 720.808080808];
        double[] upper = [1067.35423876, 1203.03639083, 1307.83532357, 1396.89406742, 1476.04345932];
        for (int step = 0; step < 5; step++)
        {
            Assert.Equal(mean[step], forecast.Mean[step], 1e-8);

            // Our normal quantile has seven digits.
            Assert.Equal(upper[step], forecast.Quantile(step, 0.975), 1e-3);
        }
    }

    [Fact]
    public void Update_MissingSteps_GoesOnAlongTheLine()
    {
        IFittedModel model = new DriftMethod().Fit(new FitRequest(new double[] { 1, 4, 5 }, []))!;

        MethodForecast forecast = model.Update(new ObservationBlock(new double[] { 8, 0 }, new bool[] { false, true })).Forecast(new(1));

        // Slope (5 − 1)/2 = 2; two steps after 8.
        Assert.Equal(12, forecast.Mean[0]);
    }
}
