namespace CapacityFunctions.Forecasting.Methods;

/// <summary>A method's own predictive distribution, before calibration: normal, unless it is a <see cref="QuantileForecast"/>.</summary>
public class MethodForecast(double[] mean, double[] deviation)
{
    /// <summary>Expected usage; [0] is one step after the last observation.</summary>
    public ReadOnlySpan<double> Mean => mean;

    /// <summary>Standard deviation of the forecast error, at least 0, one entry a step.</summary>
    public ReadOnlySpan<double> Deviation => deviation;

    /// <summary>Fills in the quantiles of <see cref="Intervals.QuantileGrid"/>; false when mean and deviation say it all.</summary>
    internal virtual bool FillQuantiles(int step, Span<double> row) => false;
}
