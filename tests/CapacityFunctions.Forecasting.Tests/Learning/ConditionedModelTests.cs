using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Learning;

public sealed class ConditionedModelTests
{
    private static readonly LearnedSeries Series = LearnedSeries.Of("a");

    [Property(MaxTest = 50)]
    public bool Update_InPieces_ForecastsAsAtOnce(int seed)
    {
        // Across the reach of 672 hours, and from less than a day on; some hours are missing.
        Random random = new(seed);
        int known = random.Next(1, 900);
        int more = random.Next(1, 200);
        double[] values = SampleSeries.HourlyValues(known + more, seed);
        bool[] missing = [.. Enumerable.Range(0, known + more).Select(_ => random.Next(6) == 0)];
        IFittedModel atOnce = Of(values[..known]).Update(new ObservationBlock(values.AsMemory(known), missing.AsMemory(known)));
        IFittedModel inPieces = Of(values[..known]);
        for (int start = known; start < values.Length;)
        {
            int end = Math.Min(values.Length, start + random.Next(1, 40));
            inPieces = inPieces.Update(new ObservationBlock(values.AsMemory(start..end), missing.AsMemory(start..end)));
            start = end;
        }

        return Quantiles(atOnce).SequenceEqual(Quantiles(inPieces));
    }

    [Fact]
    public void Update_NothingMissing_ForecastsAsFittedToAll()
    {
        double[] values = SampleSeries.HourlyValues(300, 1);
        IFittedModel updated = Of(values[..250]).Update(new ObservationBlock(values.AsMemory(250), new bool[50]));

        Assert.Equal(Quantiles(Of(values)), Quantiles(updated));
    }

    [Fact]
    public void Update_MissingDay_PassesForTheDayBefore()
    {
        double[] values = SampleSeries.HourlyValues(72, 1);
        IFittedModel updated = Of(values).Update(new ObservationBlock(new double[24], Enumerable.Repeat(element: true, 24).ToArray()));

        Assert.Equal(Quantiles(Of([.. values, .. values[48..]])), Quantiles(updated));
    }

    [Fact]
    public void Update_MissingWithLessThanADay_PassesForTheLast()
    {
        IFittedModel updated = Of([3, 5]).Update(new ObservationBlock(new double[2], new[] { true, true }));

        Assert.Equal(Quantiles(Of([3, 5, 5, 5])), Quantiles(updated));
    }

    [Fact]
    public void Read_WhatWasWritten_ForecastsTheSame()
    {
        SameDayForecaster forecaster = new();
        double[] values = SampleSeries.HourlyValues(800, 1);
        ConditionedModel model = Of(values, forecaster);

        ConditionedModel read = ConditionedModel.Read(new StateReader(StateOf(model)), forecaster, Series);
        ObservationBlock block = new(values.AsMemory(100, 30), new bool[30]);

        Assert.Equal(Quantiles(model), Quantiles(read));
        Assert.Equal(Quantiles(model.Update(block)), Quantiles(read.Update(block)));
        Assert.Equal(StateOf(model), StateOf(read));
    }

    [Fact]
    public void Read_CutShort_IsRefused()
    {
        byte[] state = StateOf(Of(SampleSeries.HourlyValues(30, 1)));

        for (int length = 0; length < state.Length; length++)
        {
            int cut = length;
            Assert.Throws<InvalidDataException>(() => ConditionedModel.Read(new StateReader(state.AsMemory(0, cut)), new SameDayForecaster(), Series));
        }
    }

    [Theory]
    [InlineData(0, 2)] // version
    [InlineData(8, 0x7F)] // an instant beyond all calendars
    [InlineData(16, 0xFF)] // a negative step
    public void Read_DamagedByte_IsRefused(int index, byte value)
    {
        byte[] state = StateOf(Of(SampleSeries.HourlyValues(30, 1)));
        state[index] = value;

        Assert.Throws<InvalidDataException>(() => ConditionedModel.Read(new StateReader(state), new SameDayForecaster(), Series));
    }

    [Fact]
    public void Forecast_FarQuantiles_StayATenthOfTheRangeAroundThePast()
    {
        // Four weeks of 0 to 40: −4 to 44.
        double[] values = [.. Enumerable.Range(0, 672).Select(i => (double)(i % 5) * 10)];
        MethodForecast forecast = Of(values, new SameDayForecaster(spread: 100)).Forecast(new ForecastRequest(24));

        for (int step = 0; step < 24; step++)
        {
            Assert.Equal(-4, forecast.Quantile(step, 0.005), 1e-9);
            Assert.Equal(44, forecast.Quantile(step, 0.995), 1e-9);
            Assert.InRange(forecast.Mean[step], -4, 44);
        }
    }

    [Theory]
    [InlineData(168, 16)]
    [InlineData(48, 40)]
    public void Forecast_FarQuantilesAfterAShortPast_HaveMoreRoom(int length, double beyond)
    {
        // A tenth of the range of 40 times 672 ÷ length, at most the range.
        MethodForecast forecast = Of([.. Enumerable.Range(0, length).Select(i => (double)(i % 5) * 10)], new SameDayForecaster(spread: 100))
            .Forecast(new ForecastRequest(1));

        Assert.Equal(-beyond, forecast.Quantile(0, 0.005), 1e-9);
        Assert.Equal(40 + beyond, forecast.Quantile(0, 0.995), 1e-9);
    }

    [Fact]
    public void Forecast_ConstantPast_IsThatConstant() =>
        Assert.All(Of([.. Enumerable.Repeat(7.0, 50)]).Forecast(new ForecastRequest(5)).Mean.ToArray(), mean => Assert.Equal(7, mean, 1e-9));

    [Fact]
    public void Forecast_OneValue_IsThatValue() =>
        Assert.All(Quantiles(Of([3])), quantile => Assert.Equal(3, quantile, 1e-9));

    [Fact]
    public void Forecast_Quantiles_HaveTheMomentsThatAreGiven()
    {
        MethodForecast forecast = Of(SampleSeries.HourlyValues(200, 1)).Forecast(new ForecastRequest(3));
        double[] row = new double[QuantileGrid.Count];

        for (int step = 0; step < 3; step++)
        {
            Assert.True(forecast.FillQuantiles(step, row));
            Assert.Equal(QuantileGrid.Moments(row), (forecast.Mean[step], forecast.Deviation[step]));
        }
    }

    [Fact]
    public void Forecast_KnownSignal_IsSeenAtItsTime()
    {
        // A flag that is announced for the hours 103 and 104: steps 3 and 4.
        ExternalInput flag = new(
            "flag",
            InputKnowledge.KnownAhead,
            [new Observation(SampleSeries.Start, 0), new Observation(SampleSeries.Start.AddHours(103), 1), new Observation(SampleSeries.Start.AddHours(105), 0)]);
        double[] values = SampleSeries.HourlyValues(100, 1);
        SameDayForecaster forecaster = new(spread: 0, "flag");
        double[] without = Means(Of(values, forecaster));
        double[] with = Means(ConditionedModel.Of(
            forecaster, new LearnedSeries("a", [], new ExternalInputs([flag])), values, SampleSeries.Start.AddHours(100), SampleSeries.Hour));

        // Whether it is known counts one unit at every step, its height ln 2 more where it is set: the value is 1 away from its past in units of 1.
        double lift = with[0] - without[0];
        Assert.True(lift > 0);
        Assert.Equal(lift * (1 + Math.Log(2)), with[3] - without[3], 1e-4 * lift);
        Assert.Equal(lift, with[5] - without[5], 1e-4 * lift);

        static double[] Means(ConditionedModel model) => model.Forecast(new ForecastRequest(6)).Mean.ToArray();
    }

    private static ConditionedModel Of(double[] history, SameDayForecaster? forecaster = null) =>
        ConditionedModel.Of(forecaster ?? new SameDayForecaster(), Series, history, SampleSeries.Start.AddHours(history.Length), SampleSeries.Hour);

    private static double[] Quantiles(IFittedModel model)
    {
        MethodForecast forecast = model.Forecast(new ForecastRequest(30));
        double[] quantiles = new double[30 * QuantileGrid.Count];
        for (int step = 0; step < 30; step++)
        {
            forecast.FillQuantiles(step, quantiles.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count));
        }

        return quantiles;
    }

    private static byte[] StateOf(ConditionedModel model)
    {
        StateWriter writer = new();
        model.Write(writer);
        return writer.ToArray();
    }
}
