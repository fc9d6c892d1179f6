using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Theta;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Methods.Theta;

/// <summary>Against R's <c>thetaf</c>; calls and values in Reference/.</summary>
public class StandardThetaTests
{
    public static TheoryData<string> Cases() => [.. RReference.Instance.Theta.Select(expected => expected.Series)];

    [Theory, MemberData(nameof(Cases))]
    public void Forecast_ClassicSeries_MatchesR(string name)
    {
        RForecast expected = RReference.Instance.Theta.Single(candidate => string.Equals(candidate.Series, name, StringComparison.Ordinal));
        RSeries series = RReference.Instance.Series[name];
        ThetaMethod method = new(isDynamic: false);
        int[] periods = series.Period > 1 ? [series.Period] : [];

        MethodForecast forecast = method.Fit(new FitRequest(series.Values, periods))!.Forecast(new ForecastRequest(expected.Mean.Length));

        for (int step = 0; step < expected.Mean.Length; step++)
        {
            Assert.Equal(expected.Mean[step], forecast.Mean[step], 0.005 * expected.Mean[step]);

            // R scales a season's interval by nothing, ours by the seasonal factor; so the widths compare only without a season.
            if (series.Period == 1)
            {
                double width = expected.Upper95[step] - expected.Lower95[step];
                Assert.Equal(width, forecast.Quantile(step, 0.975) - forecast.Quantile(step, 0.025), 0.01 * width);
            }
        }
    }
}
