using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods;

/// <summary>A method's own predictive distribution, before calibration: normal unless a method overrides <see cref="Quantile"/>.</summary>
public class MethodForecast(double[] mean, double[] deviation)
{
    /// <summary>Expected usage; [0] is one step after the last observation.</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>Standard deviation of the forecast error, at least 0, one entry a step.</summary>
    public ReadOnlySpan<double> Deviation => deviation;

    /// <param name="step">0 is one step ahead.</param>
    /// <param name="probability">Inside (0, 1).</param>
    public virtual double Quantile(int step, double probability) =>
        mean[step] + (deviation[step] * NormalDistribution.Quantile(probability));
}
