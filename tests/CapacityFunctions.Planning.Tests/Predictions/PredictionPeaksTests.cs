using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Predictions;

public sealed class PredictionPeaksTests
{
    private static readonly WorkloadPrediction Prediction = new()
    {
        ResourceType = new ResourceType("cores"),
        CycleId = CycleId.At(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero)),
        Horizon = ForecastHorizon.Hour,
        FirstTimestamp = new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero),
        Mean = [3, 9, 5],
        Intervals = [new(0.8, [2, 7, 4], [4, 11, 6]), new(0.9, [1, 6, 4], [5, 10, 12])],
        Model = "ets",
        Confidence = "High",
    };

    [Fact]
    public void Of_HighestSteps_MayDiffer() =>
        Assert.Equal(new HorizonPeak(ForecastHorizon.Hour, 9, 0.9, 6, 12, "ets", "High"), PredictionPeaks.Of(Prediction, 0.9));

    [Fact]
    public void Of_LevelThatIsNotThere_NamesIt() =>
        Assert.Contains("0.7", Assert.Throws<ArgumentException>(() => PredictionPeaks.Of(Prediction, 0.7)).Message, StringComparison.Ordinal);

    [Fact]
    public void DemandOf_Prediction_KeepsEveryLevel()
    {
        PredictedDemand demand = PredictionPeaks.DemandOf(Prediction, new Dictionary<string, double>(StringComparer.Ordinal) { ["1"] = 1 });

        Assert.Equal(9, demand.Mean);
        Assert.Equal([new DemandInterval(0.8, 7, 11), new DemandInterval(0.9, 6, 12)], demand.Intervals);
        Assert.Equal(1, demand.ByZone["1"]);
    }

    [Fact]
    public void DemandOf_LeadTime_LooksAtTheStepsOfThatTime()
    {
        WorkloadPrediction hour = Prediction with { Mean = [.. Enumerable.Range(0, 12).Select(step => 20.0 - step)], Intervals = [] };
        WorkloadPrediction day = hour with { Horizon = ForecastHorizon.Day, Mean = [.. Enumerable.Range(0, 24).Select(step => 50.0 + step)] };
        WorkloadPrediction week = hour with { Horizon = ForecastHorizon.Week, Mean = [.. Enumerable.Repeat(1.0, 168)] };

        // 02:05 + 10 to + 30 minutes: the fourth step (02:15) to the seventh; the hour ends at 03:00, and the day's step 03:00 is its second.
        Assert.Equal(17, Demand(10, 20));
        Assert.Equal(51, Demand(10, 60));
        Assert.Equal(20, PredictionPeaks.DemandOf([week, day, hour], new Dictionary<string, double>(StringComparer.Ordinal), At(5), leadTime: null).Mean);

        double Demand(int provisioning, int cover) => PredictionPeaks.DemandOf(
            [week, day, hour], new Dictionary<string, double>(StringComparer.Ordinal), At(5), new LeadTimeParameters(provisioning, cover)).Mean;
    }

    private static DateTimeOffset At(int minutes) => Prediction.FirstTimestamp.AddMinutes(minutes);
}
