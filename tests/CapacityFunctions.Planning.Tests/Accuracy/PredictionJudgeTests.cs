using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Tests.Accuracy;

public sealed class PredictionJudgeTests
{
    private static readonly DateTimeOffset Origin = new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Judge_ByHand_AddsUpErrorsCoverageAndSeasonalNaive()
    {
        Dictionary<DateTimeOffset, double> usage = new()
        {
            [Origin] = 11,
            [Origin.AddHours(1)] = 15,
            [Origin.AddHours(3)] = 8,
            [Origin.AddDays(-1)] = 10,
            [Origin.AddDays(-1).AddHours(3)] = 5,
        };
        WorkloadPrediction prediction = Prediction(ForecastHorizon.Day, mean: [10, 12, 9, 10], lower: [8, 9, 7, 9], upper: [11, 14, 12, 12]);

        OutcomeSums sums = PredictionJudge.Judge(prediction, at => usage.TryGetValue(at, out double value) ? value : null);

        // Steps 0, 1 and 3 are known: errors −1, −3, +2. Step 0 lies on its bound and is covered; 15 > 14 and 8 < 9 are not. The day before is known for
        // steps 0 and 3: |10 − 11| + |5 − 8|.
        Assert.Equal(
            new OutcomeSums
            {
                Outcomes = 3,
                Covered = 1,
                AbsoluteError = 6,
                SignedError = -2,
                Usage = 34,
                Compared = 2,
                ComparedError = 3,
                NaiveError = 4,
            },
            sums);
        AccuracyFigures figures = AccuracyFigures.Of(sums, Origin);
        Assert.Equal(0.75, figures.Mase!.Value, 1e-12);
        Assert.Equal(6.0 / 34, figures.ScaledError!.Value, 1e-12);
        Assert.Equal(1.0 / 3, figures.Coverage90!.Value, 1e-12);
        Assert.Equal(-2.0 / 34, figures.Bias!.Value, 1e-12);
    }

    /// <summary>At the origin of a week nothing of that week is known: every day of it is compared with the day before the origin.</summary>
    [Fact]
    public void Judge_Week_SeasonalNaiveKnowsNoMoreThanThePrediction()
    {
        // The value is the number of hours since the origin, so naive's error is a multiple of 24: a day for the first 24 steps, two for the next.
        OutcomeSums sums = PredictionJudge.Judge(
            Prediction(ForecastHorizon.Week, new double[168], new double[168], new double[168]), at => (at - Origin).TotalHours);

        Assert.Equal(168, sums.Compared);
        Assert.Equal(24 * 24 * (1 + 2 + 3 + 4 + 5 + 6 + 7), sums.NaiveError, 1e-9);
    }

    [Fact]
    public void Judge_NoUsage_AddsNothing() =>
        Assert.Equal(OutcomeSums.None, PredictionJudge.Judge(Prediction(ForecastHorizon.Hour, new double[12], new double[12], new double[12]), _ => null));

    [Fact]
    public void Judge_WithoutThe90Interval_Throws() => Assert.Throws<ArgumentException>(
        () => PredictionJudge.Judge(Prediction(ForecastHorizon.Hour, [1], [1], [1]) with { Intervals = [] }, _ => 1));

    /// <summary>Against a count that goes over all steps anew, for a thousand random predictions.</summary>
    [Fact]
    public void Judge_RandomPredictions_CoverageEqualsBruteForce()
    {
        Random random = new(7);
        for (int run = 0; run < 1000; run++)
        {
            int steps = random.Next(1, 30);
            double[] mean = [.. Enumerable.Range(0, steps).Select(_ => 10 * random.NextDouble())];
            double[] lower = [.. mean.Select(value => value - random.NextDouble())];
            double[] upper = [.. mean.Select(value => value + random.NextDouble())];
            double?[] usage = [.. mean.Select(value => random.Next(5) == 0 ? (double?)null : value + (2 * random.NextDouble()) - 1)];

            OutcomeSums sums = PredictionJudge.Judge(Prediction(ForecastHorizon.Day, mean, lower, upper), at =>
            {
                int step = (int)((at - Origin).Ticks / TimeSpan.TicksPerHour);
                return step >= 0 && step < steps ? usage[step] : null;
            });

            Assert.Equal(usage.Count(value => value is not null), sums.Outcomes);
            Assert.Equal(Enumerable.Range(0, steps).Count(step => usage[step] is { } value && !(value < lower[step]) && !(value > upper[step])), sums.Covered);
        }
    }

    private static WorkloadPrediction Prediction(ForecastHorizon horizon, double[] mean, double[] lower, double[] upper) => new()
    {
        AccountId = new AccountId("a"),
        ResourceType = new ResourceType("cores"),
        CycleId = CycleId.At(Origin),
        Horizon = horizon,
        FirstTimestamp = Origin,
        Mean = mean,
        Intervals = [new PredictionInterval(0.9, lower, upper)],
        Model = "ets",
        Confidence = "High",
    };
}
