namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>
/// Autoregressive coefficients as functions of partial autocorrelations (Monahan 1984; Jones 1980): every vector inside (−1, 1) gives a
/// stationary polynomial 1 − Σ φ_j z^j, and every stationary polynomial comes from one.
/// </summary>
internal static class PartialAutocorrelations
{
    /// <summary>The highest degree that the stack space of the methods below allows for.</summary>
    public const int MaxDegree = 16;

    /// <summary>Durbin–Levinson: φ_k,j = φ_k−1,j − r_k φ_k−1,k−j, φ_k,k = r_k.</summary>
    public static void ToCoefficients(ReadOnlySpan<double> partial, Span<double> coefficients)
    {
        Span<double> previous = stackalloc double[MaxDegree];
        for (int k = 0; k < partial.Length; k++)
        {
            coefficients[..k].CopyTo(previous);
            for (int j = 0; j < k; j++)
            {
                coefficients[j] = previous[j] - (partial[k] * previous[k - 1 - j]);
            }

            coefficients[k] = partial[k];
        }
    }

    /// <summary>Derivatives by the coefficients to derivatives by the partial autocorrelations.</summary>
    /// <param name="partial">As given to <see cref="ToCoefficients"/>.</param>
    /// <param name="coefficientGradient">Overwritten.</param>
    /// <param name="partialGradient">Receives the derivatives.</param>
    public static void Backward(ReadOnlySpan<double> partial, Span<double> coefficientGradient, Span<double> partialGradient)
    {
        Span<double> previous = stackalloc double[MaxDegree];
        Span<double> bar = stackalloc double[MaxDegree];
        for (int k = partial.Length - 1; k >= 0; k--)
        {
            ToCoefficients(partial[..k], previous);
            double sum = coefficientGradient[k];
            for (int j = 0; j < k; j++)
            {
                sum -= coefficientGradient[j] * previous[k - 1 - j];
                bar[j] = coefficientGradient[j] - (partial[k] * coefficientGradient[k - 1 - j]);
            }

            partialGradient[k] = sum;
            bar[..k].CopyTo(coefficientGradient);
        }
    }

    /// <summary>
    /// Step-down recursion: whether all roots of 1 − Σ φ_j z^j lie outside the circle of a radius.
    /// </summary>
    /// <param name="coefficients">φ_1, φ_2, …</param>
    /// <param name="radius">At least 1; 1 asks for stationarity.</param>
    public static bool RootsAreOutside(ReadOnlySpan<double> coefficients, double radius)
    {
        Span<double> current = stackalloc double[MaxDegree];
        Span<double> lower = stackalloc double[MaxDegree];
        double power = 1;
        for (int j = 0; j < coefficients.Length; j++)
        {
            power *= radius;
            current[j] = coefficients[j] * power;
        }

        for (int k = coefficients.Length - 1; k >= 0; k--)
        {
            double partial = current[k];
            double remaining = 1 - (partial * partial);
            if (!(remaining > 0))
            {
                return false;
            }

            for (int j = 0; j < k; j++)
            {
                lower[j] = (current[j] + (partial * current[k - 1 - j])) / remaining;
            }

            lower[..k].CopyTo(current);
        }

        return true;
    }
}
