using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// Finds after how many steps an input acts: the delay of the largest cross-correlation, after the season is taken out of both series and the
/// autoregressions of the input and of the series out of both (prewhitening: Box, Jenkins &amp; Reinsel 2008, §12.1; without it two series that
/// merely wander correlate at any delay).
/// </summary>
internal static class LagSearch
{
    // A day of hours and four hours of five-minute steps; what takes longer looks like a season.
    private const int Longest = 48;
    private const int MaxDegree = 8;

    /// <param name="values">Usage, gaps filled.</param>
    /// <param name="input">The input over the same steps, gaps filled.</param>
    /// <param name="period">Season in steps, 1 for none.</param>
    /// <param name="shortest">Smallest delay to consider, 0 or 1.</param>
    /// <returns>The delay in steps; <paramref name="shortest"/> where no correlation is significant.</returns>
    public static int Find(ReadOnlySpan<double> values, ReadOnlySpan<double> input, int period, int shortest)
    {
        double[] one = values.ToArray();
        double[] other = input.ToArray();
        PhaseMeans.Remove(one, period);
        PhaseMeans.Remove(other, period);
        for (int pass = 0; pass < 2; pass++)
        {
            double[] coefficients = AutoregressiveFit.YuleWalker(pass == 0 ? other : one, Math.Min(MaxDegree, one.Length / 10));
            one = AutoregressiveFit.Filter(coefficients, one);
            other = AutoregressiveFit.Filter(coefficients, other);
        }

        double size = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(one) * TensorPrimitives.SumOfSquares<double>(other));
        if (!(size > 0))
        {
            return shortest;
        }

        // Three standard errors: the largest of 49 correlations of noise exceeds two almost surely.
        double least = 3 / Math.Sqrt(one.Length);
        int best = shortest;
        for (int lag = shortest; lag <= Math.Min(Longest, one.Length / 4); lag++)
        {
            double correlation = Math.Abs(TensorPrimitives.Dot<double>(one.AsSpan(lag), other.AsSpan(0, other.Length - lag))) / size;
            if (correlation > least)
            {
                (least, best) = (correlation, lag);
            }
        }

        return best;
    }
}
