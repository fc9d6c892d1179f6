using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>What a method, or several together, expect of consecutive steps before calibration: a mean and the quantiles of <see cref="QuantileGrid"/>.</summary>
internal sealed class PredictiveDistribution
{
    // Share of the smallest deviation that is added to every distribution: quantiles that coincide could not be told apart by an outcome
    // between them, and an interval of width zero could never be widened by calibration.
    private const double AddedSpread = 0.1;

    private readonly double[] expected;
    private readonly double[] rows;

    private PredictiveDistribution(double[] mean, double[] quantiles, double tailUnit)
    {
        TailUnit = tailUnit;
        expected = mean;
        rows = quantiles;
    }

    public int Horizon => expected.Length;

    public ReadOnlySpan<double> Mean => expected;

    /// <summary>What outcomes beyond the outermost quantiles are measured in, above 0.</summary>
    public double TailUnit { get; }

    /// <summary>Ascending, strictly.</summary>
    public ReadOnlySpan<double> Quantiles(int step) => rows.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count);

    /// <summary>The quantile of one step at a normal score of its distribution.</summary>
    public double ValueAt(int step, double score) => QuantileGrid.ValueAt(Quantiles(step), score, TailUnit);

    /// <summary>Normal distributions.</summary>
    public static PredictiveDistribution Normal(ReadOnlySpan<double> mean, ReadOnlySpan<double> deviation, double tailUnit)
    {
        double[] quantiles = new double[mean.Length * QuantileGrid.Count];
        for (int step = 0; step < mean.Length; step++)
        {
            QuantileGrid.FillNormal(mean[step], deviation[step], quantiles.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count));
        }

        return new PredictiveDistribution(mean.ToArray(), quantiles, tailUnit);
    }

    /// <summary>A forecast that is calibrated already, to be judged in turn.</summary>
    /// <param name="mean">One a step.</param>
    /// <param name="quantiles">Row-major steps × <see cref="QuantileGrid"/>, ascending; those that coincide are spread a little.</param>
    /// <param name="tailUnit">What outcomes beyond the outermost quantiles are measured in, above 0.</param>
    public static PredictiveDistribution OfQuantiles(double[] mean, ReadOnlySpan<double> quantiles, double tailUnit)
    {
        const double leastSpread = 1e-3;
        double[] spread = new double[quantiles.Length];
        for (int i = 0; i < spread.Length; i++)
        {
            spread[i] = quantiles[i] + (leastSpread * tailUnit * QuantileGrid.NormalScores[i % QuantileGrid.Count]);
        }

        return new PredictiveDistribution(mean, spread, tailUnit);
    }

    /// <summary>A method's own forecast, kept in bounds.</summary>
    public static PredictiveDistribution Of(MethodForecast forecast, in ForecastBounds bounds)
    {
        double[] mean = new double[forecast.Mean.Length];
        double[] quantiles = new double[mean.Length * QuantileGrid.Count];
        double added = AddedSpread * bounds.SmallestDeviation;
        for (int step = 0; step < mean.Length; step++)
        {
            Span<double> row = quantiles.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count);
            mean[step] = bounds.Mean(forecast.Mean[step]);
            if (!forecast.FillQuantiles(step, row))
            {
                QuantileGrid.FillNormal(mean[step], bounds.Deviation(forecast.Deviation[step]), row);
                continue;
            }

            for (int i = 0; i < row.Length; i++)
            {
                row[i] = bounds.Mean(row[i]) + (added * QuantileGrid.NormalScores[i]);
            }
        }

        return new PredictiveDistribution(mean, quantiles, bounds.TailUnit);
    }

    /// <summary>
    /// Weighted averages of means and of quantiles (Vincentization). Averaged probabilities would be wider than any of the members wherever
    /// these disagree about the level; averaged quantiles keep their shape (Lichtendahl, Grushka-Cockayne &amp; Winkler 2013).
    /// </summary>
    /// <param name="members">At least one, of equal horizon and tail unit.</param>
    /// <param name="weights">One a member, summing to 1.</param>
    public static PredictiveDistribution Combine(IReadOnlyList<PredictiveDistribution> members, ReadOnlySpan<double> weights)
    {
        double[] mean = new double[members[0].Horizon];
        double[] quantiles = new double[mean.Length * QuantileGrid.Count];
        for (int member = 0; member < members.Count; member++)
        {
            AddScaled(members[member].expected, weights[member], mean);
            AddScaled(members[member].rows, weights[member], quantiles);
        }

        return new PredictiveDistribution(mean, quantiles, members[0].TailUnit);
    }

    private static void AddScaled(double[] values, double weight, double[] sum)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += weight * values[i];
        }
    }
}
