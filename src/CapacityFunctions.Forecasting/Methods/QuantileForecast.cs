using CapacityFunctions.Forecasting.Intervals;

namespace CapacityFunctions.Forecasting.Methods;

/// <summary>A predictive distribution given by its quantiles, for methods that are not normal.</summary>
/// <param name="mean">Expected usage, one entry a step.</param>
/// <param name="deviation">Standard deviation, one entry a step.</param>
/// <param name="quantiles">Row-major, one row a step with a quantile for each of <see cref="Probabilities"/>, ascending in each row.</param>
public sealed class QuantileForecast(double[] mean, double[] deviation, double[] quantiles) : MethodForecast(mean, deviation)
{
    /// <summary>The probabilities of a row, ascending from 0.005 to 0.995.</summary>
    public static ReadOnlySpan<double> Probabilities => QuantileGrid.Probabilities;

    internal override bool FillQuantiles(int step, Span<double> row)
    {
        quantiles.AsSpan(step * row.Length, row.Length).CopyTo(row);
        return true;
    }
}
