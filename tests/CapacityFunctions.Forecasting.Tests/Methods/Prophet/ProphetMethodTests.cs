using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Prophet;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Tests.Methods.Prophet;

public class ProphetMethodTests
{
    public static TheoryData<string, double[], int[]> StrangeHistories()
    {
        double[] spike = new double[200];
        spike[120] = 1e9;
        return new()
        {
            { "three points", [1, 2, 4], [] },
            { "constant", [.. Enumerable.Repeat(7.0, 100)], [24] },
            { "all zero", new double[100], [24] },
            { "tiny", [.. Enumerable.Range(0, 60).Select(i => i % 2 * 1e-300)], [2] },
            { "huge", [.. Enumerable.Range(0, 60).Select(i => 1e150 * (i % 3))], [3] },
            { "one giant spike", spike, [24] },
            { "step in the last hour", [.. Enumerable.Range(0, 200).Select(i => i < 199 ? 5.0 : 500)], [24] },
            { "negative", [.. Enumerable.Range(0, 100).Select(i => -100.0 - i)], [24] },
            { "period as long as half the history", SampleSeries.HourlyValues(336, 1), [24, 168] },
            { "shortest seasons", SampleSeries.HourlyValues(40, 2), [2, 3] },
        };
    }

    [Theory, MemberData(nameof(StrangeHistories))]
    public void Fit_StrangeHistory_ForecastIsFinite(string name, double[] history, int[] periods)
    {
        foreach (ProphetOptions options in (ProphetOptions[])
            [
                new(), ProphetOptions.ForUsage, new() { IsMultiplicative = true }, new() { Growth = ProphetGrowth.Flat },
                new() { Growth = ProphetGrowth.Logistic, Capacity = 50 }, new() { CorrectsRecentErrors = false },
            ])
        {
            IFittedModel model = new ProphetMethod("prophet", options).Fit(Request(history, periods))!;

            MethodForecast forecast = model.Update(new ObservationBlock(new double[] { 3, 0 }, new bool[] { false, true })).Forecast(new(48));

            for (int step = 0; step < 48; step++)
            {
                Assert.True(double.IsFinite(forecast.Mean[step]) && double.IsFinite(forecast.Deviation[step]), $"{name}: step {step}");
                Assert.True(forecast.Deviation[step] >= 0);
                Assert.True(forecast.Quantile(step, 0.05) <= forecast.Quantile(step, 0.95), name);
            }
        }
    }

    [Fact]
    public void Fit_TwoPoints_SaysNothing() => Assert.Null(new ProphetMethod().Fit(Request([1, 2], [])));

    [Fact]
    public void Forecast_LineWithASeason_GoesOnWithIt()
    {
        // No noise: 10 + 0.1·t + 3·sin(2πt/24) is inside the model, up to the shrinkage of the priors.
        double[] history = [.. Enumerable.Range(0, 480).Select(Signal)];

        MethodForecast forecast = new ProphetMethod().Fit(Request(history, [24]))!.Forecast(new(48));

        for (int step = 0; step < 48; step++)
        {
            Assert.Equal(Signal(480 + step), forecast.Mean[step], 0.01);
        }

        static double Signal(int t) => 10 + (0.1 * t) + (3 * Math.Sin(2 * Math.PI * t / 24));
    }

    [Fact]
    public void Update_AfterALevelShift_MovesTheFirstStepsMoreThanTheLast()
    {
        double[] history = SampleSeries.HourlyValues(480, 4, weekendFactor: 1);
        IFittedModel model = new ProphetMethod().Fit(Request(history, [24]))!;
        double[] shifted = [.. Enumerable.Range(0, 24).Select(i => history[456 + i] + 20)];

        MethodForecast before = model.Update(new ObservationBlock(new double[24], Enumerable.Repeat(element: true, 24).ToArray())).Forecast(new(48));
        MethodForecast after = model.Update(new ObservationBlock(shifted, new bool[24])).Forecast(new(48));

        // The errors of this series remember each other with φ = 0.7: most of 20 in the first step, nothing two days later.
        Assert.InRange(after.Mean[0] - before.Mean[0], 5, 20);
        Assert.InRange(after.Mean[47] - before.Mean[47], -0.5, 0.5);
    }

    [Fact]
    public void Update_InOneBlockOrMany_GivesTheSameForecast()
    {
        double[] values = SampleSeries.HourlyValues(600, 6);
        IFittedModel model = new ProphetMethod().Fit(Request(values[..500], [24, 168]))!;
        IFittedModel single = model.Update(new ObservationBlock(values.AsMemory(500), new bool[100]));
        for (int i = 500; i < 600; i++)
        {
            model = model.Update(new ObservationBlock(values.AsMemory(i, 1), new bool[1]));
        }

        MethodForecast expected = single.Forecast(new(24));
        MethodForecast actual = model.Forecast(new(24));

        for (int step = 0; step < 24; step++)
        {
            Assert.Equal(expected.Mean[step], actual.Mean[step], 1e-7);
        }
    }

    [Fact]
    public void Restore_WhatWasWritten_ForecastsTheSame()
    {
        ProphetOptions options = new() { Holidays = [new("launch", [new(2026, 3, 10), new(2026, 4, 2)], 1, 2)] };
        ProphetMethod method = new("prophet", options);
        double[] load = SampleSeries.HourlyValues(648, 8);
        RegressorMatrix past = new(["load"], [load.AsMemory(0, 600)]);
        RegressorMatrix future = new(["load"], [load.AsMemory(600, 48)]);
        IFittedModel model = method.Fit(Request(SampleSeries.HourlyValues(600, 7), [24, 168], past))!;
        StateWriter writer = new();
        model.Write(writer);
        byte[] state = writer.ToArray();

        MethodForecast expected = model.Forecast(new(48, future));
        MethodForecast restored = method.Restore(new StateReader(state)).Forecast(new(48, future));

        Assert.Equal(expected.Mean.ToArray(), restored.Mean.ToArray());
        Assert.Equal(expected.Deviation.ToArray(), restored.Deviation.ToArray());
        Assert.InRange(state.Length, 1, 1_000);
        Assert.Throws<InvalidDataException>(() => method.Restore(new StateReader(state.AsMemory(0, state.Length / 2))));
    }

    [Fact]
    public void Forecast_WithoutTheRegressorItWasFittedWith_Throws()
    {
        double[] load = SampleSeries.HourlyValues(100, 8);
        IFittedModel model = new ProphetMethod().Fit(Request(SampleSeries.HourlyValues(100, 7), [24], new(["load"], [load])))!;

        Assert.Throws<ArgumentException>(() => model.Forecast(new(24)));
    }

    [Fact]
    public void Fit_HolidayInAnotherCalendar_FollowsItsDays()
    {
        // Usage doubles on 10 March and 17 March of a calendar five hours behind UTC; 24 March is to come.
        double[] history = [.. Enumerable.Range(0, 500).Select(i => IsHoliday(i, 10, 17) ? 20.0 : 10)];
        ProphetOptions options = new()
        {
            Holidays = [new("fair", [new(2026, 3, 10), new(2026, 3, 17), new(2026, 3, 24)])],
            UtcOffset = TimeSpan.FromHours(-5),
        };

        MethodForecast forecast = new ProphetMethod("prophet", options).Fit(Request(history, []))!.Forecast(new(72));

        for (int step = 0; step < 72; step++)
        {
            Assert.Equal(IsHoliday(500 + step, 24) ? 20 : 10, forecast.Mean[step], 0.1);
        }

        static bool IsHoliday(int hour, params int[] days) => days.Contains(SampleSeries.Start.AddHours(hour - 5).Day);
    }

    [Fact]
    public void Fit_TwoYearsOfDays_FindsTheYearByItself()
    {
        double[] history = [.. Enumerable.Range(0, 800).Select(day => 50 + (20 * Math.Sin(2 * Math.PI * day / 365.25)))];
        FitRequest request = new(history, []) { Start = SampleSeries.Start, Step = TimeSpan.FromDays(1) };

        IFittedModel model = new ProphetMethod().Fit(request)!;

        Assert.Contains("yearly", model.Description, StringComparison.Ordinal);
        Assert.Equal(50 + (20 * Math.Sin(2 * Math.PI * 829 / 365.25)), model.Forecast(new(30)).Mean[29], 0.5);
    }

    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(1.5, 0.05)]
    [InlineData(0.8, 0)]
    public void Constructor_SettingOutOfRange_Throws(double range, double prior) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new ProphetMethod("prophet", new ProphetOptions { ChangepointRange = range, ChangepointPriorScale = prior }));

    [Fact]
    public void Constructor_LogisticWithoutCapacity_Throws() =>
        Assert.Throws<ArgumentException>(() => new ProphetMethod("prophet", new ProphetOptions { Growth = ProphetGrowth.Logistic }));

    private static FitRequest Request(double[] history, int[] periods, RegressorMatrix? regressors = null) =>
        new(history, periods, regressors) { Start = SampleSeries.Start, Step = SampleSeries.Hour };
}
