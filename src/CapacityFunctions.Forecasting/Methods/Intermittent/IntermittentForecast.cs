using CapacityFunctions.Forecasting.Intervals;

namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <summary>A mixture: zero, or one of the sizes seen. Far from normal, so quantiles come from the mixture itself.</summary>
/// <param name="mean">Usage per step.</param>
/// <param name="deviation">Of the mixture.</param>
/// <param name="used">Probability of usage in a step, 0 to 1.</param>
/// <param name="sizes">Ascending.</param>
internal sealed class IntermittentForecast(double[] mean, double[] deviation, double used, double[] sizes) : MethodForecast(mean, deviation)
{
    public override double Quantile(int step, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        double none = 1 - used;
        if (probability <= none || sizes.Length == 0)
        {
            return 0;
        }

        // The share that is left, as a position between the sorted sizes.
        double position = Math.Min(1, (probability - none) / used) * (sizes.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sizes.Length - 1);
        return sizes[below] + ((position - below) * (sizes[above] - sizes[below]));
    }

    internal override bool FillQuantiles(int step, Span<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = Quantile(step, QuantileGrid.Probabilities[i]);
        }

        return true;
    }
}
