using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Testing.Learning;

namespace CapacityFunctions.Forecasting.Tests.Learning;

/// <summary>Series of one daily shape and different sizes, with noise: what averages over all of them forecasts better than the last day.</summary>
internal static class SamplePanel
{
    public static SeriesPanel Of(int series, int days, HorizonSpec? horizon = null) => new(
        horizon ?? HorizonSpec.OneDay,
        [.. Enumerable.Range(0, series).Select(number => new PanelSeries(LearnedSeries.Of($"series-{number:00}"), Hourly(number, days)))]);

    public static TimeSeries Hourly(int number, int days)
    {
        Random random = new(number + 1);
        double[] values = new double[24 * days];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (number + 1) * (20 + (10 * Math.Sin(2 * Math.PI * i / 24)) + (4 * (random.NextDouble() - 0.5)));
        }

        return TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values);
    }

    public static ILearnedModel Learn(SeriesPanel panel)
    {
        ILearning learning = new PanelMeanLearner().Begin(panel, new LearningOptions());
        while (!learning.IsComplete)
        {
            learning.Advance();
        }

        return learning.Complete();
    }
}
