using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Features;

namespace CapacityFunctions.Forecasting.Tests.Learning;

/// <summary>The scaled usage of the same time a day ago, or the last one; a number of times the normal scores around it.</summary>
internal sealed class SameDayForecaster(double spread = 1, params IReadOnlyList<string> signals) : IPanelForecaster
{
    public FeatureLayout Layout { get; } = FeatureLayout.For(SampleSeries.Hour, signals);

    public void Forecast(in SeriesPast past, LearnedSeries series, Span<double> quantiles)
    {
        float[] known = new float[2 * Layout.Signals.Count];
        for (int step = 0; step < quantiles.Length / QuantileGrid.Count; step++)
        {
            past.Signals?.FillStep(step, known);
            int index = past.History.Length + (step % Layout.Period) - Layout.Period;
            double middle = past.Scale.Scale(past.History[index >= 0 ? index : past.History.Length - 1]) + known.Sum();
            for (int i = 0; i < QuantileGrid.Count; i++)
            {
                quantiles[(step * QuantileGrid.Count) + i] = middle + (spread * QuantileGrid.NormalScores[i]);
            }
        }
    }

    public override string ToString() => "the same day";
}
