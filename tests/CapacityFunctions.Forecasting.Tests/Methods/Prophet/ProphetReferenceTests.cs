using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Prophet;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Methods.Prophet;

/// <summary>Against R's <c>prophet</c>; calls and values in Reference/.</summary>
public class ProphetReferenceTests
{
    // Both find the same maximum, R to the tolerance of its optimiser: the largest difference seen is 0.3 % of the range.
    private const double ShareOfRange = 0.005;

    public static TheoryData<string> Cases() => [.. ProphetReference.Instance.Cases.Select(expected => expected.Name)];

    /// <summary>Those on a regular grid, which a forecast of steps needs; AirPassengers is monthly.</summary>
    public static TheoryData<string> RegularCases() =>
        [.. ProphetReference.Instance.Cases.Where(expected => expected.Series != "air").Select(expected => expected.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Fit_SameSettingsAsR_MeanAndComponentsAreTheSame(string name)
    {
        (ProphetCase expected, ProphetSeries series, ProphetModel model) = Fit(name);
        double[] days = series.Days[^expected.Horizon..];
        RegressorMatrix? regressors = Regressors(expected, series, days.Length);
        double tolerance = ShareOfRange * (series.Values.Max() - series.Values.Min());

        double[] mean = model.Parts.Evaluate(days, regressors).Mean;

        AssertClose(expected.Mean, Array.ConvertAll(mean, model.Parts.Scale.ToUsage), tolerance);
        AssertClose(expected.Components["trend"], model.Parts.TrendAt(days), tolerance);
        for (int term = 0; term < model.Parts.Terms.Length; term++)
        {
            // A multiplicative effect is a share of the trend: the same tolerance, seen there.
            double size = model.Parts.Terms[term].IsMultiplicative ? series.Values.Average() : 1;
            AssertClose(
                expected.Components[model.Parts.Terms[term].Name], model.Parts.TermAt(term, days, regressors), tolerance / size);
        }

        Assert.Equal(expected.Components.Count, model.Parts.Terms.Length + 1);
        Assert.Equal(expected.Sigma, model.Parts.Noise, 0.02 * expected.Sigma);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Fit_SameSettingsAsR_InSampleValuesAreTheSame(string name)
    {
        (ProphetCase expected, ProphetSeries series, ProphetModel model) = Fit(name);
        int last = series.Days.Length - expected.Horizon - 1;
        int[] rows = [.. Enumerable.Range(0, 10).Select(index => last - (5 * (9 - index)))];

        double[] fitted = model.Parts.Evaluate(
            Array.ConvertAll(rows, row => series.Days[row]), Regressors(expected, series, rows)).Mean;

        AssertClose(
            expected.FittedEveryFifthFromTheEnd,
            Array.ConvertAll(fitted, model.Parts.Scale.ToUsage),
            ShareOfRange * (series.Values.Max() - series.Values.Min()));
    }

    [Theory, MemberData(nameof(RegularCases))]
    public void Quantile_SameSettingsAsR_IntervalIsAsWideAsTheSimulatedOne(string name)
    {
        (ProphetCase expected, ProphetSeries series, ProphetModel model) = Fit(name);

        MethodForecast forecast = model.Forecast(
            new ForecastRequest(expected.Horizon, Regressors(expected, series, series.Days[^expected.Horizon..].Length)));

        double ours = 0;
        double theirs = 0;
        for (int step = 0; step < expected.Horizon; step++)
        {
            double width = forecast.Quantile(step, 0.95) - forecast.Quantile(step, 0.05);
            double simulated = expected.Upper[step] - expected.Lower[step];
            (ours, theirs) = (ours + width, theirs + simulated);

            // The width of a 90 % interval from 4,000 draws has a standard error of 1.3 % (√(2·0.05·0.9/4000)/φ(1.645)/3.29); four of them.
            Assert.Equal(simulated, width, 0.06 * simulated);
        }

        // Over all steps, which share nothing but the parameters.
        Assert.Equal(1, ours / theirs, 0.02);
    }

    private static (ProphetCase Expected, ProphetSeries Series, ProphetModel Model) Fit(string name)
    {
        ProphetCase expected = ProphetReference.Instance.Cases.Single(candidate => candidate.Name == name);
        ProphetSeries series = ProphetReference.Instance.Series[expected.Series];
        (ProphetOptions options, int[] periods) = ProphetReferenceCases.SettingsOf(name);
        int length = series.Values.Length - expected.Horizon;
        FitRequest request = new(series.Values.AsMemory(0, length), periods, Regressors(expected, series, [.. Enumerable.Range(0, length)]))
        {
            Step = TimeSpan.FromHours(Math.Round(24 * (series.Days[1] - series.Days[0]))),
        };
        double step = request.Step.TotalDays;
        ProphetModel model = ProphetFitter.Fit(
            options, ProphetTerms.Of(options, request, step), series.Days.AsSpan(0, length), request.History.Span, request.Regressors, step);
        return (expected, series, model);
    }

    private static RegressorMatrix? Regressors(ProphetCase expected, ProphetSeries series, int lastRows) =>
        Regressors(expected, series, [.. Enumerable.Range(series.Days.Length - lastRows, lastRows)]);

    private static RegressorMatrix? Regressors(ProphetCase expected, ProphetSeries series, int[] rows) =>
        expected.Regressors.Length == 0
            ? null
            : new RegressorMatrix(
                expected.Regressors,
                [Array.ConvertAll(rows, row => series.Load![row]), Array.ConvertAll(rows, row => series.Campaign![row])]);

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
