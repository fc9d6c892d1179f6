using CapacityFunctions.Forecasting.Methods.Arima;

namespace CapacityFunctions.Forecasting.Tests.Methods.Arima;

public class HarmonicChoiceTests
{
    [Fact]
    public void Of_DayAndWeek_LeavesDailyHarmonicsToTheDay()
    {
        // The seventh harmonic of a week is the first of a day.
        Assert.Equal([1, 2, 3, 4, 5, 6, 8, 9], HarmonicTerm.Of(168, 8, [24]).Select(term => term.Harmonic));
        Assert.Equal(11, HarmonicTerm.Of(24, 20, []).Count());
    }

    [Fact]
    public void Fill_LaterStart_ContinuesTheSamePhases()
    {
        HarmonicTerm term = new(24, 5);
        double[] sine = new double[60];
        double[] cosine = new double[60];
        double[] laterSine = new double[10];
        double[] laterCosine = new double[10];

        term.Fill(0, sine, cosine);
        term.Fill(50, laterSine, laterCosine);

        Assert.Equal(sine[50..], laterSine, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(cosine[50..], laterCosine, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(Math.Sin(2 * Math.PI * 5 * 7 / 24), sine[7], 1e-12);
    }

    [Fact]
    public void Choose_ThreeDailyAndTwoWeeklyHarmonicsInRedNoise_FindsThemAndFewMore()
    {
        const int Draws = 10;
        int daily = 0;
        int weekly = 0;
        for (int seed = 1; seed <= Draws; seed++)
        {
            HarmonicTerm[] chosen = HarmonicChoice.Choose(DayAndWeek(seed), [24, 168], []);
            Assert.True(chosen.Count(term => term.Period == 24) >= 3);
            Assert.True(chosen.Count(term => term.Period == 168) >= 2);
            daily += chosen.Count(term => term.Period == 24);
            weekly += chosen.Count(term => term.Period == 168);
        }

        // A further pair must raise 2·log-likelihood, chi-squared with two degrees of freedom, by over 4: by chance in one draw of seven.
        Assert.InRange(daily, 3 * Draws, 4 * Draws);
        Assert.InRange(weekly, 2 * Draws, 3 * Draws);
    }

    [Fact]
    public void Choose_NoSeason_FindsFew()
    {
        Random random = new(6);
        double[] values = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];

        Assert.InRange(HarmonicChoice.Choose(values, [24], []).Length, 0, 2);
    }

    private static double[] DayAndWeek(int seed)
    {
        Random random = new(seed);
        double[] values = new double[1200];
        double noise = 0;
        for (int t = 0; t < values.Length; t++)
        {
            noise = (0.8 * noise) + random.NextDouble() - 0.5;
            double day = Enumerable.Range(1, 3).Sum(k => Math.Sin((2 * Math.PI * k * t / 24) + k));
            double week = Enumerable.Range(1, 2).Sum(k => 2 * Math.Cos(2 * Math.PI * k * t / 168));
            values[t] = 20 + day + week + noise;
        }

        return values;
    }
}
