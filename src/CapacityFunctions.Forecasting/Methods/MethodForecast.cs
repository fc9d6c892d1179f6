using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods;

/// <summary>A method's own predictive distribution, before calibration: normal, unless it is a <see cref="QuantileForecast"/>.</summary>
public class MethodForecast(double[] mean, double[] deviation)
{
    /// <summary>Expected usage; [0] is one step after the last observation.</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>Standard deviation of the forecast error, at least 0, one entry a step.</summary>
    public ReadOnlySpan<double> Deviation => deviation;

    /// <param name="step">0 is one step ahead.</param>
    /// <param name="probability">Inside (0, 1).</param>
    public virtual double Quantile(int step, double probability)
    {
        Span<double> row = stackalloc double[QuantileGrid.Count];
        return FillQuantiles(step, row)
            ? QuantileGrid.Interpolate(row, probability)
            : mean[step] + (deviation[step] * NormalDistribution.Quantile(probability));
    }

    /// <summary>Fills in the quantiles of <see cref="QuantileGrid"/>; false when mean and deviation say it all.</summary>
    internal virtual bool FillQuantiles(int step, Span<double> row) => false;
}
