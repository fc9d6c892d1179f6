using CapacityFunctions.Forecasting.Intervals;

namespace CapacityFunctions.Forecasting;

/// <summary>A forecast with calibrated quantiles.</summary>
public sealed class Forecast
{
    private readonly double[] mean;
    private readonly double[] quantiles;

    /// <param name="start">Start of the first step.</param>
    /// <param name="step">Step of the grid.</param>
    /// <param name="mean">One value a step.</param>
    /// <param name="quantiles">Row-major, one row a step with the probabilities of <see cref="QuantileGrid"/>, ascending in each row.</param>
    internal Forecast(DateTimeOffset start, TimeSpan step, double[] mean, double[] quantiles)
    {
        Start = start;
        Step = step;
        this.mean = mean;
        this.quantiles = quantiles;
    }

    /// <summary>Start of the first forecast step.</summary>
    public DateTimeOffset Start { get; }

    public TimeSpan Step { get; }

    /// <summary>Number of steps.</summary>
    public int Horizon => mean.Length;

    /// <summary>Expected usage in capacity units; [0] is the step that begins at Start.</summary>
    public IReadOnlyList<double> Mean => mean;

    /// <summary>Which external inputs were not known for the time that is forecast, and what stood in; null normally.</summary>
    public string? InputReason { get; init; }

    public DateTimeOffset TimestampAt(int step) => Start + (Step * step);

    /// <summary>The quantile of each step.</summary>
    /// <param name="probability">Inside (0, 1); beyond 0.005 and 0.995 it is extrapolated.</param>
    public double[] Quantile(double probability)
    {
        double[] values = new double[Horizon];
        for (int step = 0; step < values.Length; step++)
        {
            values[step] = QuantileAt(step, probability);
        }

        return values;
    }

    /// <inheritdoc cref="Quantile"/>
    public double QuantileAt(int step, double probability) =>
        QuantileGrid.Interpolate(quantiles.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count), probability);

    /// <summary>Central interval.</summary>
    /// <param name="level">Share of outcomes inside, in (0, 1): 0.9 spans the quantiles 0.05 and 0.95.</param>
    public PredictionInterval Interval(double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        return new PredictionInterval(level, Quantile((1 - level) / 2), Quantile((1 + level) / 2));
    }
}
