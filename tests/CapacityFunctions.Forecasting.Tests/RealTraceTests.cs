using CapacityFunctions.Forecasting.Aggregation;
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

    /// <summary>The peak of the second to the twelfth five minutes, at the quantile that a shortage ten times as dear as a unit asks for.</summary>
    [Fact]
    public void PeakDemand_CloudPools_IsCoveredAsPromisedAndBetterThanByTheHighestStep()
    {
        const double probability = 10.0 / 11;
        const int first = 2;
        const int origins = 40;
        int train = 14 * 24 * 12;
        WorkloadPredictionEngine engine = new(new PredictionOptions { CpuBudget = TimeSpan.FromSeconds(0.5) });
        int judged = 0;
        int covered = 0;
        int coveredByTheHighestStep = 0;
        foreach (TimeSeries series in TraceFile.Read(TraceFile.Require("cloud_pools_5min.csv.gz"), TimeSpan.FromMinutes(5)).Where(series => series.Length > 2 * train).Take(10))
        {
            int steps = HorizonSpec.OneHour.Steps;
            TrainedModel model = engine.Train(series.Head(train), HorizonSpec.OneHour);
            for (int origin = 0; origin < origins; origin++)
            {
                int now = train + (origin * (series.Length - train - steps) / origins);
                model = model.Update(series.Head(now));
                if (series.Missing.Slice(now, steps).Contains(value: true))
                {
                    continue;
                }

                Forecast forecast = model.Forecast();
                double peak = double.NegativeInfinity;
                foreach (double value in series.Values.Slice(now + first, steps - first))
                {
                    peak = Math.Max(peak, value);
                }

                judged++;
                covered += peak <= PeakDemand.Of(forecast, model.Errors, first, steps - first).Quantile(probability) ? 1 : 0;
                coveredByTheHighestStep += peak <= forecast.Quantile(probability)[first..].Max() ? 1 : 0;
            }
        }

        // 400 peaks of related series: about 3 % either way, and as much for series that change.
        Assert.True(judged >= 300, $"{judged} peaks");
        Assert.InRange(covered / (double)judged, 0.85, 0.97);
        Assert.True(coveredByTheHighestStep < covered - (0.03 * judged), $"{covered} of {judged}, by the highest step {coveredByTheHighestStep}");
    }

    /// <summary>Those whose last day is complete.</summary>
    private static IEnumerable<TimeSeries> Read(string path) =>
        TraceFile.ReadHourly(path).Where(series => series.Length > HeldOut && !series.Missing[^HeldOut..].Contains(value: true));
}
