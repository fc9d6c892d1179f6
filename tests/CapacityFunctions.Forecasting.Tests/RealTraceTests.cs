using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests;

/// <summary>On real usage, where the folder of traces is given by CAPACITY_DATA.</summary>
public class RealTraceTests
{
    private const int HeldOut = 24;

    [Fact]
    public void Train_CloudPoolsHourly_LastDayIsCoveredAboutAsPromised()
    {
        string path = TraceFile.Require("cloud_pools_1h.csv.gz");
        WorkloadPredictionEngine engine = new();
        double covered = 0;
        int accounts = 0;
        foreach (TimeSeries series in Read(path))
        {
            TrainedModel model = engine.Train(series.Head(series.Length - HeldOut), HorizonSpec.OneDay);
            Forecast forecast = model.Forecast();

            Assert.All(forecast.Mean, value => Assert.True(double.IsFinite(value) && value >= 0));
            covered += ForecastAccuracy.Coverage(series.Values[^HeldOut..], forecast.Interval(0.9));
            accounts++;
        }

        // One day of some 26 related series is a small sample of a 90 % interval.
        Assert.True(accounts >= 20);
        Assert.InRange(covered / accounts, 0.75, 1);
    }

    /// <summary>Those whose last day is complete.</summary>
    private static IEnumerable<TimeSeries> Read(string path) =>
        TraceFile.ReadHourly(path).Where(series => series.Length > HeldOut && !series.Missing[^HeldOut..].Contains(value: true));
}
