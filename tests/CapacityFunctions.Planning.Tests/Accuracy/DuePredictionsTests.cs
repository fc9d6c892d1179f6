using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Tests.Accuracy;

public sealed class DuePredictionsTests
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Hours_NothingJudgedYet_IsThisHour() => Assert.Equal([Ten], DuePredictions.Hours(null, Ten.AddMinutes(37)));

    [Fact]
    public void Hours_JudgedThisHour_AreNone() => Assert.Empty(DuePredictions.Hours(Ten, Ten.AddMinutes(59)));

    [Fact]
    public void Hours_SomeWereMissed_AreMadeUpFor() =>
        Assert.Equal([Ten.AddHours(-2), Ten.AddHours(-1), Ten], DuePredictions.Hours(Ten.AddHours(-3), Ten.AddMinutes(5)));

    [Fact]
    public void Hours_ManyWereMissed_AreTheNewestSix() => Assert.Equal(
        Enumerable.Range(-5, 6).Select(hour => Ten.AddHours(hour)), DuePredictions.Hours(Ten.AddDays(-2), Ten));

    [Theory]
    [InlineData(ForecastHorizon.Hour, 1)]
    [InlineData(ForecastHorizon.Day, 24)]
    [InlineData(ForecastHorizon.Week, 168)]
    public void MadeBetween_EachHorizon_EndsWhereTheHorizonIsOver(ForecastHorizon horizon, int hours) =>
        Assert.Equal((Ten.AddHours(-hours - 1), Ten.AddHours(-hours)), DuePredictions.MadeBetween(horizon, Ten));

    [Fact]
    public void IsDue_Week_IsJudgedFourTimesADay() =>
        Assert.Equal([0, 6, 12, 18], Enumerable.Range(0, 24).Where(hour => DuePredictions.IsDue(ForecastHorizon.Week, Ten.AddHours(hour - 10))));
}
