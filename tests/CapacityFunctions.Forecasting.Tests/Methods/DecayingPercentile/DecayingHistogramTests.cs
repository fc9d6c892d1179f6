using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.DecayingPercentile;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Tests.Methods.DecayingPercentile;

public class DecayingHistogramTests
{
    [Fact]
    public void Quantile_ThreeValues_IsTheUpperEndOfTheirBuckets()
    {
        DecayingHistogram histogram = new(first: 1, halfLife: 1e9);
        foreach (double value in (double[])[0.5, 1.5, 2.5])
        {
            histogram.Add(value);
        }

        // Buckets [0, 1), [1, 2.05), [2.05, 3.1525).
        Assert.Equal(1, histogram.Quantile(0.3), 1e-12);
        Assert.Equal(2.05, histogram.Quantile(0.5), 1e-12);
        Assert.Equal(3.1525, histogram.Quantile(0.9), 1e-12);
    }

    [Fact]
    public void Add_OneHalfLifeLater_WeighsTwice()
    {
        DecayingHistogram histogram = new(first: 1, halfLife: 2);
        histogram.Add(0.5);
        histogram.Add(null);
        histogram.Add(1.5);

        // Weights 1 and 2: shares 1/3 and 2/3. Middles 0.5 and 1.525.
        Assert.Equal(1, histogram.Quantile(0.33), 1e-12);
        Assert.Equal(2.05, histogram.Quantile(0.34), 1e-12);
        (double mean, double deviation) = histogram.Moments();
        Assert.Equal((0.5 + (2 * 1.525)) / 3, mean, 1e-12);
        Assert.Equal(1.025 * Math.Sqrt(2.0 / 9), deviation, 1e-12);
    }

    [Fact]
    public void Add_ForYears_StaysFiniteAndForgets()
    {
        // 24 steps a half-life: weights grow by 2^(100,000/24), far beyond what a number holds without being divided.
        DecayingHistogram histogram = new(first: 1, halfLife: 24);
        for (int i = 0; i < 100_000; i++)
        {
            histogram.Add(i < 99_000 ? 500 : 1.5);
        }

        Assert.Equal(2.05, histogram.Quantile(0.99), 1e-12);
        Assert.Equal(1.525, histogram.Moments().Mean, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(1e140)]
    public void Fit_AnyConstant_ForecastIsFinite(double value)
    {
        DecayingPercentileMethod method = new();
        IFittedModel model = method.Fit(new FitRequest(Enumerable.Repeat(value, 30).ToArray(), []))!
            .Update(new ObservationBlock(new double[] { 1e130 }, new bool[1]));
        StateWriter writer = new();
        model.Write(writer);

        MethodForecast forecast = method.Restore(new StateReader(writer.ToArray())).Forecast(new(3));

        Assert.True(double.IsFinite(forecast.Mean[2]) && double.IsFinite(forecast.Deviation[2]) && double.IsFinite(forecast.Quantile(2, 0.9)));
    }

    [Fact]
    public void Fit_HourlyUsage_QuantilesAreThoseOfTheLastDays()
    {
        double[] history = SampleSeries.HourlyValues(480, 5, weekendFactor: 1);
        FitRequest request = new(history, [24]) { Start = SampleSeries.Start, Step = SampleSeries.Hour };

        MethodForecast forecast = new DecayingPercentileMethod().Fit(request)!.Forecast(new(1));

        // The shape spans 25 … 75 with noise of some ±4; a 95 % quantile lies near its top, never below by more than a bucket.
        Assert.InRange(forecast.Quantile(0, 0.95), 70, 88);
        Assert.InRange(forecast.Mean[0], 45, 56);
    }
}
