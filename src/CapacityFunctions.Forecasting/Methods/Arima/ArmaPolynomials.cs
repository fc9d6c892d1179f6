namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// Products of a short and a seasonal polynomial, (1 + s Σ a_i z^i)(1 + s Σ A_k z^mk) with s = −1 for autoregressive and s = 1 for
/// moving-average polynomials, written with the same sign: 1 + s Σ c_j z^j.
/// </summary>
internal static class ArmaPolynomials
{
    /// <param name="plain">a_1, a_2, …</param>
    /// <param name="seasonal">A_1, A_2, …</param>
    /// <param name="period">m.</param>
    /// <param name="sign">s.</param>
    /// <param name="product">Receives c_1 …; as long as both degrees together.</param>
    public static void Expand(ReadOnlySpan<double> plain, ReadOnlySpan<double> seasonal, int period, int sign, Span<double> product)
    {
        product.Clear();
        plain.CopyTo(product);
        for (int k = 1; k <= seasonal.Length; k++)
        {
            double factor = seasonal[k - 1];
            product[(k * period) - 1] += factor;
            for (int i = 0; i < plain.Length; i++)
            {
                product[(k * period) + i] += sign * factor * plain[i];
            }
        }
    }

    /// <summary>Derivatives by c to derivatives by a and A.</summary>
    public static void Backward(
        ReadOnlySpan<double> plain,
        ReadOnlySpan<double> seasonal,
        int period,
        int sign,
        ReadOnlySpan<double> productGradient,
        Span<double> plainGradient,
        Span<double> seasonalGradient)
    {
        productGradient[..plain.Length].CopyTo(plainGradient);
        for (int k = 1; k <= seasonal.Length; k++)
        {
            double sum = productGradient[(k * period) - 1];
            for (int i = 0; i < plain.Length; i++)
            {
                double bar = sign * productGradient[(k * period) + i];
                sum += bar * plain[i];
                plainGradient[i] += bar * seasonal[k - 1];
            }

            seasonalGradient[k - 1] = sum;
        }
    }
}
