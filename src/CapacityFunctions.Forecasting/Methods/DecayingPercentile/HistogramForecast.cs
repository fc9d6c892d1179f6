namespace CapacityFunctions.Forecasting.Methods.DecayingPercentile;

/// <summary>The same distribution at every step, with the histogram's own quantiles.</summary>
internal sealed class HistogramForecast(double[] mean, double[] deviation, DecayingHistogram histogram) : MethodForecast(mean, deviation)
{
    public override double Quantile(int step, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        return histogram.Quantile(probability);
    }
}
