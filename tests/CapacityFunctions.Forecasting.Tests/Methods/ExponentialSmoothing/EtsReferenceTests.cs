using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Methods.ExponentialSmoothing;

/// <summary>Against R's <c>ets</c>; calls and values in Reference/.</summary>
public class EtsReferenceTests
{
    // R's simplex search stops short of the maximum in most seasonal cases; there parameters and so forecasts differ for a good reason.
    // In these it reaches the maximum.
    private static readonly string[] SameMaximum =
    [
        """ets(Nile, model = "ANN", damped = NULL)""",
        """ets(Nile, model = "MNN", damped = NULL)""",
        """ets(lynx, model = "ANN", damped = NULL)""",
        """ets(UKgas, model = "MNM", damped = NULL)""",
    ];

    public static TheoryData<string> FormsAtSameMaximum() => [.. SameMaximum];

    public static TheoryData<string> FixedForms() =>
        [.. RReference.Instance.Ets.Where(expected => !expected.Automatic).Select(expected => expected.Call)];

    public static TheoryData<string> AutomaticForms() =>
        [.. RReference.Instance.Ets.Where(expected => expected.Automatic).Select(expected => expected.Call)];

    [Theory, MemberData(nameof(FixedForms))]
    public void FitForm_ClassicSeries_LikelihoodIsAtLeastThatOfR(string call)
    {
        (RForecast expected, EtsEstimate estimate) = Fit(call);

        // Both leave the same constants out, so the values compare directly. 0.1 % is for the cases where R is at the maximum as well.
        Assert.True(
            estimate.LogLikelihood >= expected.LogLikelihood - (0.001 * Math.Abs(expected.LogLikelihood)),
            $"{estimate.LogLikelihood} against {expected.LogLikelihood}");
    }

    [Theory, MemberData(nameof(FormsAtSameMaximum))]
    public void Forecast_SameMaximumAsR_AgreesWithR(string call)
    {
        (RForecast expected, EtsEstimate estimate) = Fit(call);
        Assert.Equal(expected.LogLikelihood, estimate.LogLikelihood, 0.01);
        MethodForecast forecast = ToModel(estimate).Forecast(new ForecastRequest(expected.Mean.Length));
        for (int step = 0; step < expected.Mean.Length; step++)
        {
            Assert.Equal(expected.Mean[step], forecast.Mean[step], 0.005 * Math.Abs(expected.Mean[step]));

            // Interval widths react to small differences in the parameters: 6 %, the largest seen being 5.3 % (UKgas, class 3).
            double width = expected.Upper95[step] - expected.Lower95[step];
            Assert.Equal(width, forecast.Quantile(step, 0.975) - forecast.Quantile(step, 0.025), 0.06 * width);
        }
    }

    [Theory, MemberData(nameof(AutomaticForms))]
    public void Select_ClassicSeries_CorrectedAicIsNoWorseThanThatOfR(string call)
    {
        RForecast expected = RReference.Instance.Ets.Single(candidate => string.Equals(candidate.Call, call, StringComparison.Ordinal));
        RSeries series = RReference.Instance.Series[expected.Series];

        EtsEstimate estimate = EtsSelector.Select(series.Values, series.Period)!;

        Assert.True(estimate.CorrectedAic <= expected.Aicc + 0.1, $"{estimate.Form}: {estimate.CorrectedAic}; R {expected.Form}: {expected.Aicc}");
    }

    private static (RForecast Expected, EtsEstimate Estimate) Fit(string call)
    {
        RForecast expected = RReference.Instance.Ets.Single(candidate => string.Equals(candidate.Call, call, StringComparison.Ordinal));
        RSeries series = RReference.Instance.Series[expected.Series];
        EtsEstimate? estimate = EtsSelector.FitForm(Parse(expected.Form), series.Values, series.Period);
        Assert.NotNull(estimate);
        return (expected, estimate);
    }

    private static EtsModel ToModel(EtsEstimate estimate) => new(estimate.Form, estimate.Parameters, estimate.FinalState, estimate.Variance);

    private static EtsForm Parse(string form)
    {
        string[] parts = form[4..^1].Split(',');
        return new EtsForm(
            parts[0] is "M",
            parts[1] switch { "N" => EtsTrend.None, "A" => EtsTrend.Additive, _ => EtsTrend.Damped },
            parts[2] switch { "N" => EtsSeason.None, "A" => EtsSeason.Additive, _ => EtsSeason.Multiplicative });
    }
}
