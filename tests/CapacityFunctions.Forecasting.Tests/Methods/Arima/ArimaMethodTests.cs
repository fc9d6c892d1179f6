using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Arima;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Tests.Methods.Arima;

public class ArimaMethodTests
{
    private static readonly ArimaMethod Arima = new(isHarmonic: false);
    private static readonly ArimaMethod Harmonic = new(isHarmonic: true);
    private static readonly int[] Day = [24];
    private static readonly int[] DayAndWeek = [24, 168];

    public static TheoryData<string, int[]> StrangeHistories()
    {
        TheoryData<string, int[]> data = [];
        foreach (string name in (string[])["three", "five", "constant", "zero", "line", "parabola", "spike", "step", "alternating", "huge", "tiny", "season only"])
        {
            data.Add(name, []);
            data.Add(name, Day);
            data.Add(name, [12, 48]);
            data.Add(name, [48]);
        }

        return data;
    }

    [Theory, MemberData(nameof(StrangeHistories))]
    public void Fit_StrangeHistory_ForecastsFiniteNumbers(string name, int[] periods)
    {
        double[] history = Strange(name);
        FitRequest request = new(history, [.. periods.Where(period => 2 * period <= history.Length)]);
        foreach (ArimaMethod method in (ArimaMethod[])[Arima, Harmonic])
        {
            if (method.Fit(request) is not { } model)
            {
                // Fourier terms in any case are for a short first period, where the other method takes polynomials.
                Assert.Same(Harmonic, method);
                Assert.True(request.FirstPeriod is 1 or > ArimaMethod.LongestSeason);
                continue;
            }

            model = model.Update(new ObservationBlock(new double[] { history[^1], 0, history[0] }, (bool[])[false, true, false]));
            MethodForecast forecast = model.Forecast(new ForecastRequest(50));
            for (int step = 0; step < 50; step++)
            {
                Assert.True(double.IsFinite(forecast.Mean[step]), $"{model.Description}: {forecast.Mean[step]} at {step}");
                Assert.True(double.IsFinite(forecast.Deviation[step]) && forecast.Deviation[step] >= 0, model.Description);
            }
        }
    }

    [Fact]
    public void Fit_TwoPoints_HasNothingToSay() => Assert.Null(Arima.Fit(new FitRequest(new double[] { 1, 2 }, [])));

    [Fact]
    public void Fit_ConstantAndLine_ContinueExactly()
    {
        MethodForecast constant = Arima.Fit(new FitRequest(Strange("constant"), []))!.Forecast(new ForecastRequest(5));
        MethodForecast line = Arima.Fit(new FitRequest(Strange("line"), []))!.Forecast(new ForecastRequest(5));

        // The line is 3 + 2 t for t = 0 … 199.
        Assert.All(constant.Mean.ToArray(), mean => Assert.Equal(7, mean, 1e-9));
        Assert.Equal([403, 405, 407, 409, 411], line.Mean.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.All(line.Deviation.ToArray(), deviation => Assert.Equal(0, deviation, 1e-6));
    }

    [Fact]
    public void Fit_DailySeason_TakesASeasonalDifferenceAndPredictsTheDay()
    {
        double[] values = SampleSeries.HourlyValues((20 * 24) + 24, 3, weekendFactor: 1);

        ArimaModel model = (ArimaModel)Arima.Fit(new FitRequest(values.AsMemory(0, 480), Day))!;
        MethodForecast forecast = model.Forecast(new ForecastRequest(24));

        Assert.Equal(1, model.Coefficients.Order.SeasonalDifferences);
        double ours = Enumerable.Range(0, 24).Sum(i => Math.Abs(values[480 + i] - forecast.Mean[i]));
        double naive = Enumerable.Range(0, 24).Sum(i => Math.Abs(values[480 + i] - values[456 + i]));
        Assert.True(ours < naive, $"{ours} against {naive}");
    }

    [Fact]
    public void Fit_LongPeriods_TakesFourierTermsOfAllOfThem()
    {
        double[] values = SampleSeries.HourlyValues(4 * 168, 7);

        ArimaModel model = (ArimaModel)Harmonic.Fit(new FitRequest(values, DayAndWeek))!;

        Assert.Contains("harmonics of 24", model.Description, StringComparison.Ordinal);
        Assert.Contains("harmonics of 168", model.Description, StringComparison.Ordinal);
        Assert.Equal(1, model.Coefficients.Order.Period);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Update_NewerSteps_EqualsFilteringAllOfThem(bool isHarmonic)
    {
        double[] values = SampleSeries.HourlyValues(500, 9);
        ArimaModel part = (ArimaModel)new ArimaMethod(isHarmonic).Fit(new FitRequest(values.AsMemory(0, 400), DayAndWeek))!;

        IFittedModel atOnce = part.Update(Block(values[400..]));
        IFittedModel stepwise = part;
        foreach (double value in values[400..])
        {
            stepwise = stepwise.Update(Block([value]));
        }

        MethodForecast expected = Whole(part, values).Forecast(new ForecastRequest(48));
        foreach (IFittedModel model in (IFittedModel[])[atOnce, stepwise])
        {
            // The same numbers up to rounding, which a seasonal sum carries on.
            Assert.Equal(expected.Mean.ToArray(), model.Forecast(new ForecastRequest(48)).Mean.ToArray(), (a, b) => Math.Abs(a - b) < 1e-7);
        }
    }

    [Fact]
    public void Update_MissingSteps_ContinuesTheForecast()
    {
        IFittedModel model = Arima.Fit(new FitRequest(SampleSeries.HourlyValues(480, 10, weekendFactor: 1), Day))!;
        MethodForecast before = model.Forecast(new ForecastRequest(40));

        // Entries of missing steps are not read.
        IFittedModel later = model.Update(new ObservationBlock(Filled(16, double.NaN), Filled(16, value: true)));
        MethodForecast after = later.Forecast(new ForecastRequest(24));

        Assert.Equal(before.Mean[16..].ToArray(), after.Mean.ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Restore_WhatWasWritten_ForecastsTheSame(bool isHarmonic)
    {
        ArimaMethod method = new(isHarmonic);
        IFittedModel model = method.Fit(new FitRequest(SampleSeries.HourlyValues(480, 12), DayAndWeek))!;
        byte[] state = Written(model);

        IFittedModel restored = method.Restore(new StateReader(state));

        Assert.Equal(model.Description, restored.Description);
        Assert.Equal(state, Written(restored));
        ObservationBlock block = Block([40, 41, 45]);
        MethodForecast expected = model.Update(block).Forecast(new ForecastRequest(30));
        MethodForecast actual = restored.Update(block).Forecast(new ForecastRequest(30));
        Assert.Equal(expected.Mean.ToArray(), actual.Mean.ToArray());
        Assert.Equal(expected.Deviation.ToArray(), actual.Deviation.ToArray());

        // Three vectors of the filter's state, at most 53 entries, and the season's last errors.
        Assert.InRange(state.Length, 1, 2500);
    }

    [Fact]
    public void Restore_EveryShorterState_IsInvalidData()
    {
        byte[] state = Written(Arima.Fit(new FitRequest(SampleSeries.HourlyValues(200, 13), Day))!);

        for (int length = 0; length < state.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Arima.Restore(new StateReader(state.AsMemory(0, length))));
        }
    }

    [Fact]
    public void Fit_WithRegressor_EstimatesItsEffectAndUsesItAhead()
    {
        (double[] values, double[] campaign) = WithCampaign(300 + 20);
        FitRequest request = new(values.AsMemory(0, 300), [], Inputs(campaign[..300]));

        ArimaModel model = (ArimaModel)Arima.Fit(request)!;

        // The effect is 12 by construction; its standard error is about 0.3 (noise of 1.5 remembered by 0.7, 100 days of campaign in 33 blocks).
        Assert.Equal(12, model.Coefficients.Regression[^1], 1.0);
        MethodForecast without = model.Forecast(new ForecastRequest(20, Inputs(new double[20])));
        MethodForecast with = model.Forecast(new ForecastRequest(20, Inputs(Filled(20, 1.0))));
        Assert.Equal(model.Coefficients.Regression[^1], with.Mean[7] - without.Mean[7], 1e-9);
    }

    [Fact]
    public void Update_WithRegressor_SeesThroughIt()
    {
        (double[] values, double[] campaign) = WithCampaign(320);
        IFittedModel model = Arima.Fit(new FitRequest(values.AsMemory(0, 300), [], Inputs(campaign[..300])))!;

        IFittedModel updated = model.Update(new ObservationBlock(values.AsMemory(300), new bool[20], Inputs(campaign[300..])));
        MethodForecast forecast = updated.Forecast(new ForecastRequest(1, Inputs([0])));

        // A campaign on the last day must not look like a new level: 50, noise of standard deviation 1.2 ÷ sqrt(1 − 0.49), 12 for the campaign.
        Assert.Equal(1, campaign[^1]);
        Assert.InRange(forecast.Mean[0], 44, 56);
    }

    [Fact]
    public void Forecast_RegressorNotGiven_SaysWhichOne()
    {
        (double[] values, double[] campaign) = WithCampaign(120);
        IFittedModel model = Arima.Fit(new FitRequest(values, [], Inputs(campaign)))!;

        ArgumentException missing = Assert.Throws<ArgumentException>(() => model.Forecast(new ForecastRequest(3)));
        Assert.Contains("campaign", missing.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Forecast(new ForecastRequest(3, Inputs([1, 2]))));
    }

    [Fact]
    public void Fit_ConstantRegressor_IsHarmless()
    {
        double[] values = SampleSeries.HourlyValues(200, 15);

        MethodForecast with = Arima.Fit(new FitRequest(values, [], Inputs(Filled(200, 3.0))))!.Forecast(new ForecastRequest(5, Inputs(Filled(5, 3.0))));

        Assert.All(with.Mean.ToArray(), mean => Assert.InRange(mean, 0, 100));
    }

    [Fact]
    public void Fit_Twice_SameBytes()
    {
        FitRequest request = new(SampleSeries.HourlyValues(400, 14), Day);

        Assert.Equal(Written(Arima.Fit(request)!), Written(Arima.Fit(request)!));
    }

    private static IFittedModel Whole(ArimaModel part, double[] values)
    {
        // The coefficients of the part over the whole history.
        ArimaCoefficients fitted = part.Coefficients;
        RegressionTerms terms = part.Terms;
        double[][] columns = terms.Columns(0, values.Length, null);
        double[] errors = [.. values.Zip(fitted.Effects(0, columns, values.Length), (value, effect) => value - effect)];
        double[] differences = Differencing.Apply(errors, fitted.Order);
        double[] theta = new double[fitted.Order.FullMa];
        ArmaPolynomials.Expand(fitted.Ma, fitted.SeasonalMa, fitted.Order.Period, 1, theta);
        ArmaLikelihood likelihood = new(differences.Length, Math.Max(1, Math.Max(fitted.Order.FullAr, fitted.Order.FullMa)));
        likelihood.Forward(differences, fitted.FullAr(), theta);
        return new ArimaModel(fitted, terms, likelihood.Final(1), errors[^fitted.Order.Lost..], values.Length);
    }

    private static double[] Strange(string name) => name switch
    {
        "three" => [5, 7, 6],
        "five" => [5, 7, 6, 9, 2],
        "constant" => Filled(200, 7.0),
        "zero" => new double[200],
        "line" => [.. Enumerable.Range(0, 200).Select(i => 3.0 + (2 * i))],
        "parabola" => [.. Enumerable.Range(0, 200).Select(i => (double)i * i)],
        "spike" => [.. Enumerable.Range(0, 200).Select(i => i == 130 ? 1e6 : i % 7)],
        "step" => [.. Enumerable.Range(0, 200).Select(i => (i > 190 ? 90.0 : 10) + (i * 7 % 5 * 0.1))],
        "alternating" => [.. Enumerable.Range(0, 200).Select(i => i % 2 * 5.0)],
        "huge" => [.. SampleSeries.HourlyValues(200, 1).Select(value => value * 1e12)],
        "tiny" => [.. SampleSeries.HourlyValues(200, 1).Select(value => value * 1e-12)],
        "season only" => [.. Enumerable.Range(0, 200).Select(i => (double)(i % 24))],
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static (double[] Values, double[] Campaign) WithCampaign(int length)
    {
        Random random = new(21);
        double[] values = new double[length];
        double[] campaign = new double[length];
        double noise = 0;
        for (int i = 0; i < length; i++)
        {
            noise = (0.7 * noise) + (random.NextDouble() * 4) - 2;
            campaign[i] = i % 9 < 3 || i == length - 1 ? 1 : 0;
            values[i] = 50 + noise + (12 * campaign[i]);
        }

        return (values, campaign);
    }

    private static RegressorMatrix Inputs(double[] values) => new(["campaign"], [values]);

    private static ObservationBlock Block(double[] values) => new(values, new bool[values.Length]);

    private static T[] Filled<T>(int length, T value) => [.. Enumerable.Repeat(value, length)];

    private static byte[] Written(IFittedModel model)
    {
        StateWriter writer = new();
        model.Write(writer);
        return writer.ToArray();
    }
}
