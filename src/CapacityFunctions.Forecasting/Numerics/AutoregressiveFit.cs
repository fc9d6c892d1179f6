using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>Autoregressions by the Yule–Walker equations, degree by AIC (Brockwell &amp; Davis 1991, §8.1 and §9.2).</summary>
internal static class AutoregressiveFit
{
    /// <param name="values">At least one value; their mean is taken out.</param>
    /// <param name="maxDegree">Largest degree tried.</param>
    /// <returns>φ_1, φ_2, …; empty for white noise and for a constant.</returns>
    public static double[] YuleWalker(ReadOnlySpan<double> values, int maxDegree)
    {
        int n = values.Length;
        double[] correlations = new double[Math.Min(maxDegree, n - 1)];
        Autocorrelation.Compute(values, correlations);
        double[] current = new double[correlations.Length];
        double[] previous = new double[correlations.Length];
        double[] best = [];
        double variance = 1;
        double bestCriterion = 0;
        for (int k = 1; k <= correlations.Length && variance > 1e-12; k++)
        {
            // Levinson–Durbin.
            double partial = correlations[k - 1];
            for (int j = 1; j < k; j++)
            {
                partial -= previous[j - 1] * correlations[k - j - 1];
            }

            partial /= variance;
            for (int j = 1; j < k; j++)
            {
                current[j - 1] = previous[j - 1] - (partial * previous[k - j - 1]);
            }

            current[k - 1] = partial;
            variance *= 1 - (partial * partial);
            double criterion = (n * Math.Log(Math.Max(variance, 1e-300))) + (2 * k);
            if (criterion < bestCriterion)
            {
                bestCriterion = criterion;
                best = current[..k];
            }

            current.CopyTo(previous, 0);
        }

        return best;
    }

    /// <summary>values_t − Σ φ_j values_t−j for every t that has all of its past; shorter than values by the degree.</summary>
    public static double[] Filter(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> values)
    {
        double[] result = values[coefficients.Length..].ToArray();
        for (int j = 1; j <= coefficients.Length; j++)
        {
            TensorPrimitives.MultiplyAdd(values.Slice(coefficients.Length - j, result.Length), -coefficients[j - 1], result, result);
        }

        return result;
    }
}
