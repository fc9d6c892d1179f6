using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Tests.Accuracy;

public sealed class SeriesAccuracyTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly SeriesAccuracy Empty = new() { AccountId = new AccountId("a"), ResourceType = new ResourceType("cores") };
    private static readonly OutcomeSums Twelve = new()
    {
        Outcomes = 12,
        Covered = 9,
        AbsoluteError = 6,
        SignedError = 3,
        Usage = 120,
        Compared = 12,
        ComparedError = 6,
        NaiveError = 8,
    };

    [Fact]
    public void Judged_TheSameHourTwice_CountsOnce()
    {
        SeriesAccuracy once = Judged(Empty, Midnight, "ets");

        Assert.Same(once, Judged(once, Midnight, "ets"));
        Assert.Same(once, Judged(once, Midnight.AddHours(-1), "ets"));
        Assert.Equal(12, once.Find(ForecastHorizon.Hour, "ets")!.Over(Midnight, 1).Outcomes);
    }

    [Fact]
    public void Over_Windows_CountTheDaysThatReachIntoThem()
    {
        SeriesAccuracy accuracy = Empty;
        for (int day = -40; day <= 0; day++)
        {
            accuracy = Judged(accuracy, Midnight.AddDays(day), "ets");
        }

        ModelRecord record = accuracy.Find(ForecastHorizon.Hour, "ets")!;

        // Today and the days that began within a day, seven days and thirty days before.
        Assert.Equal(12 * 2, record.Over(Midnight, 1).Outcomes);
        Assert.Equal(12 * 8, record.Over(Midnight, 7).Outcomes);
        Assert.Equal(12 * 31, record.Over(Midnight, 30).Outcomes);
        Assert.Equal(31, record.Days.Count);
        Assert.Equal(Midnight.AddDays(-7), record.Over(Midnight, 7).Since);
        Assert.Equal((0.75, 0.75, 0.05, 0.025), (record.Over(Midnight, 7).Mase, record.Over(Midnight, 7).Coverage90, record.Over(Midnight, 7).ScaledError, record.Over(Midnight, 7).Bias));
        Assert.Throws<ArgumentOutOfRangeException>(() => record.Over(Midnight, 31));
    }

    [Fact]
    public void Judged_AnotherModel_BeginsARecordAndKeepsTheOldOneForAMonth()
    {
        SeriesAccuracy old = Judged(Empty, Midnight, "ets", drift: "worse");
        SeriesAccuracy changed = Judged(old, Midnight.AddHours(1), "theta");

        Assert.Equal(("worse", true), (old.Find(ForecastHorizon.Hour, "ets")!.Drift, old.Find(ForecastHorizon.Hour, "ets")!.InUse));
        Assert.Equal((null, false), (changed.Find(ForecastHorizon.Hour, "ets")!.Drift, changed.Find(ForecastHorizon.Hour, "ets")!.InUse));
        Assert.Equal(Midnight.AddHours(1), changed.Find(ForecastHorizon.Hour, "theta")!.Over(Midnight.AddHours(1), 7).Since);
        Assert.Equal(["theta", "ets"], changed.Records.Select(record => record.Model));
        Assert.NotNull(Judged(changed, Midnight.AddDays(30), "theta").Find(ForecastHorizon.Hour, "ets"));
        Assert.Null(Judged(changed, Midnight.AddDays(31), "theta").Find(ForecastHorizon.Hour, "ets"));
    }

    [Fact]
    public void Judged_ManyModels_StaysSmall()
    {
        SeriesAccuracy accuracy = Empty;
        for (int hour = 0; hour < 200; hour++)
        {
            accuracy = Judged(accuracy, Midnight.AddHours(hour), $"model-{hour % 20}");
        }

        Assert.Equal(6, accuracy.Records.Count);
        Assert.Equal("model-19", accuracy.Records[0].Model);
    }

    [Fact]
    public void Figures_NothingToDivideBy_AreNull()
    {
        AccuracyFigures figures = AccuracyFigures.Of(OutcomeSums.None, Midnight);

        Assert.Equal((null, null, null, null), (figures.Mase, figures.ScaledError, figures.Coverage90, figures.Bias));
    }

    private static SeriesAccuracy Judged(SeriesAccuracy accuracy, DateTimeOffset hour, string model, string? drift = null) => accuracy.Judged(
        hour, [new JudgedPrediction(ForecastHorizon.Hour, model, Twelve)], [new ModelInUse(ForecastHorizon.Hour, model, drift)]);
}
