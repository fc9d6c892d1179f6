namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>The quantile of the standard normal distribution by Acklam's rational approximation (2003); relative error below 1.2e-9.</summary>
internal static class NormalQuantile
{
    private const double TailStart = 0.02425;

    private static readonly double[] CentreNumerator =
        [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00];

    private static readonly double[] CentreDenominator =
        [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];

    private static readonly double[] TailNumerator =
        [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00];

    private static readonly double[] TailDenominator =
        [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    /// <param name="probability">Above 0 and below 1.</param>
    internal static double At(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        if (probability > 0.5)
        {
            return -At(1 - probability);
        }

        if (probability < TailStart)
        {
            double tail = Math.Sqrt(-2 * Math.Log(probability));
            return Polynomial(TailNumerator, tail) / Polynomial(TailDenominator, tail);
        }

        double centred = probability - 0.5;
        double square = centred * centred;
        return centred * Polynomial(CentreNumerator, square) / Polynomial(CentreDenominator, square);
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }
}
