using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Selection;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Forecasting.Tests.Series;

namespace CapacityFunctions.Forecasting.Tests.Selection;

public class TreatedMethodTests
{
    [Fact]
    public void Fit_StepWeeksAgo_ForecastsTheNewLevelBetter()
    {
        double[] usual = SpikeRepairTests.Usage(29);
        double[] stepped = [.. usual[..^24].Select((value, i) => i < 300 ? value - 80 : value)];
        IForecastMethod plain = MethodCatalog.Default.Get("seasonal-average");

        double untreated = Error(plain, stepped, usual[^24..]);
        double treated = Error(new TreatedMethod(plain, HistoryTreatment.Level), stepped, usual[^24..]);

        // What is left is noise of ±2.
        Assert.InRange(treated, 0, 2);
        Assert.True(treated < untreated, $"{treated} with, {untreated} without");
    }

    [Fact]
    public void Fit_SpikeYesterday_ForecastsAsIfItHadNotBeen()
    {
        double[] usual = SpikeRepairTests.Usage(29);
        double[] spiked = usual[..^24];
        spiked[^10] = 900;
        IForecastMethod plain = MethodCatalog.Default.Get("seasonal-average");

        double untreated = Error(plain, spiked, usual[^24..]);
        double treated = Error(new TreatedMethod(plain, HistoryTreatment.Spikes), spiked, usual[^24..]);

        Assert.InRange(treated, 0, 2);
        Assert.True(untreated > 3 * treated, $"{treated} with, {untreated} without");
    }

    [Fact]
    public void Train_SpikeInTheHistory_StaysInTheErrorsAndSurvivesRestoring()
    {
        double[] usage = SpikeRepairTests.Usage(28);
        usage[^50] = 900;
        TimeSeries history = TimeSeries.FromValues(SampleSeries.Start, TimeSpan.FromHours(1), usage);
        PredictionOptions options = new() { Methods = ["seasonal-naive", "seasonal-average", "ets"] };

        TrainedModel model = new WorkloadPredictionEngine(options).Train(history, HorizonSpec.OneDay);
        Forecast forecast = model.Forecast();

        // The spike is an outcome that was missed by 750 and more, whatever the model was fitted to.
        Assert.Contains(Enumerable.Range(0, 24), step => forecast.QuantileAt(step, 0.995) > 200);
        Assert.All(forecast.Mean, mean => Assert.InRange(mean, 40, 160));
        Assert.Equal(forecast.Mean, TrainedModel.Deserialize(model.Serialize()).Forecast().Mean);
    }

    private static double Error(IForecastMethod method, double[] history, double[] outcome)
    {
        MethodForecast forecast = method.Fit(new FitRequest(history, [24]))!.Forecast(new ForecastRequest(24));
        double sum = 0;
        for (int step = 0; step < outcome.Length; step++)
        {
            sum += Math.Abs(outcome[step] - forecast.Mean[step]);
        }

        return sum / outcome.Length;
    }
}
