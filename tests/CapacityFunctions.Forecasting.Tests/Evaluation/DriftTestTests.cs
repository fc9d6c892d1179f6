using CapacityFunctions.Forecasting.Evaluation;

namespace CapacityFunctions.Forecasting.Tests.Evaluation;

public class DriftTestTests
{
    private const int Earlier = 18;
    private const int MostRecent = 22;

    [Fact]
    public void Of_AllRecentAbove_ScoresAsTheFormula()
    {
        DriftTest test = DriftTest.Of([1, 2, 3, 4, 5, 6, 7, 8], [11, 12, 13, 14, 15, 16, 17, 18])!;

        // All 64 pairs: (64 − 32 − ½) ÷ √(64 · 17 ÷ 12).
        Assert.Equal(31.5 / Math.Sqrt(64 * 17 / 12.0), test.Score, 1e-12);
        Assert.Equal((4.5, 14.5), (test.EarlierMedian, test.RecentMedian));
        Assert.True(test.HasDrifted);
    }

    [Fact]
    public void Of_SameLosses_DoesNotDrift()
    {
        // R 4.2.2: wilcox.test(x, x, alternative = "greater", exact = FALSE) has U = 32 = 64 ÷ 2, so the score is −½ ÷ σ.
        DriftTest test = DriftTest.Of([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8])!;

        // Eight ties of two: σ² = 64 ÷ 12 · (17 − 8 · 6 ÷ (16 · 15)).
        Assert.Equal(-0.5 / Math.Sqrt(64 / 12.0 * (17 - (8 * 6 / 240.0))), test.Score, 1e-12);
        Assert.False(test.HasDrifted);
    }

    [Fact]
    public void Of_HigherButNotByHalf_DoesNotDrift()
    {
        DriftTest test = DriftTest.Of([10, 11, 12, 13, 14, 15, 16, 17], [18, 18.1, 18.2, 18.3, 18.4, 18.5, 18.6, 18.7])!;

        Assert.True(test.Score > 3.1);
        Assert.False(test.HasDrifted);
    }

    [Fact]
    public void Of_NothingEverWrong_DoesNotDrift() => Assert.False(DriftTest.Of(new double[8], new double[8])!.HasDrifted);

    [Fact]
    public void Of_SevenLosses_CannotTell()
    {
        Assert.Null(DriftTest.Of(new double[7], new double[20]));
        Assert.Null(DriftTest.Of(new double[20], new double[7]));
    }

    // The rates that the type's documentation states; over 4,000 days their standard errors are 0.08 and 0.34 %.
    [Theory]
    [InlineData(0, 0.0005, 0.005)]
    [InlineData(0.5, 0.035, 0.065)]
    public void HasDrifted_NothingChanges_AlarmsAsRarelyAsStated(double correlation, double least, double most) =>
        Assert.InRange(AlarmsPerDay(correlation, growth: 1), least, most);

    [Theory]
    [InlineData(3, 0.99)]
    [InlineData(2, 0.78)]
    public void HasDrifted_ErrorsGrow_Alarms(double growth, double least) => Assert.InRange(AlarmsPerDay(correlation: 0, growth), least, 1);

    /// <summary>
    /// Share of days on which at least one of the questions from the eighth to the last recent loss is answered with a drift. Losses are log-normal.
    /// </summary>
    private static double AlarmsPerDay(double correlation, double growth)
    {
        const int days = 4_000;
        const int seed = 5;
        Random random = new(seed);
        int alarms = 0;
        double[] losses = new double[Earlier + MostRecent];
        for (int day = 0; day < days; day++)
        {
            double level = Normal(random);
            for (int i = 0; i < losses.Length; i++)
            {
                level = (correlation * level) + (Math.Sqrt(1 - (correlation * correlation)) * Normal(random));
                losses[i] = Math.Exp(0.5 * level) * (i < Earlier ? 1 : growth);
            }

            alarms += Enumerable.Range(DriftTest.LeastLosses, MostRecent - DriftTest.LeastLosses + 1)
                .Any(recent => DriftTest.Of(losses.AsSpan(0, Earlier), losses.AsSpan(Earlier, recent))!.HasDrifted) ? 1 : 0;
        }

        return (double)alarms / days;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
