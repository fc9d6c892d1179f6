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
    public void Choose_ThreeDailyAndTwoWeeklyHarmonicsInRedNoise_FindsAboutAsMany()
    {
        Random random = new(5);
        double[] values = new double[1200];
        double noise = 0;
        for (int t = 0; t < values.Length; t++)
        {
            noise = (0.8 * noise) + random.NextDouble() - 0.5;
            double day = Enumerable.Range(1, 3).Sum(k => Math.Sin((2 * Math.PI * k * t / 24) + k));
            double week = Enumerable.Range(1, 2).Sum(k => 2 * Math.Cos(2 * Math.PI * k * t / 168));
            values[t] = 20 + day + week + noise;
        }

        HarmonicTerm[] chosen = HarmonicChoice.Choose(values, [24, 168], []);

        // AICc never takes too few here and now and then one or two too many.
        Assert.InRange(chosen.Count(term => term.Period == 24), 3, 5);
        Assert.InRange(chosen.Count(term => term.Period == 168), 2, 4);
    }

    [Fact]
    public void Choose_NoSeason_FindsFew()
    {
        Random random = new(6);
        double[] values = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];

        Assert.InRange(HarmonicChoice.Choose(values, [24], []).Length, 0, 2);
    }
}
