namespace CapacityFunctions.Forecasting.Methods.ExponentialSmoothing;

/// <summary>
/// Forecasts must not depend ever more on the distant past. For a seasonal form with a trend that holds when the roots of its
/// characteristic polynomial lie inside the unit circle (Hyndman et al. 2008, §10.2); the usual bounds β &lt; α, γ &lt; 1 − α
/// alone guarantee it only without a season or without a trend (checked numerically for m = 2 … 24).
/// </summary>
internal static class EtsAdmissibility
{
    /// <param name="parameters">Inside the usual bounds.</param>
    /// <param name="period">Season length, at least 2.</param>
    /// <param name="work">period + 2 entries of work space.</param>
    public static bool IsAdmissible(in EtsParameters parameters, int period, Span<double> work)
    {
        (double alpha, double beta, double gamma, double phi) = (parameters.Alpha, parameters.Beta, parameters.Gamma, parameters.Phi);
        if (period < 3)
        {
            return true;
        }

        // z^(m+1) + (α+β−φ) z^m + (α+β−αφ)(z^(m−1) + … + z²) + (α+β−αφ+γ−1) z + φ(1−α−γ); [i] is the coefficient of z^(m+1−i).
        int degree = period + 1;
        Span<double> polynomial = work[..(degree + 1)];
        polynomial.Fill(alpha + beta - (alpha * phi));
        polynomial[0] = 1;
        polynomial[1] = alpha + beta - phi;
        polynomial[degree - 1] += gamma - 1;
        polynomial[degree] = phi * (1 - alpha - gamma);
        return RootsAreInsideUnitCircle(polynomial);
    }

    /// <summary>Schur–Cohn test by stepping the degree down; overwrites the polynomial, whose [0] is 1.</summary>
    private static bool RootsAreInsideUnitCircle(Span<double> polynomial)
    {
        for (int degree = polynomial.Length - 1; degree > 0; degree--)
        {
            double reflection = polynomial[degree];
            double remaining = 1 - (reflection * reflection);
            if (remaining <= 0)
            {
                return false;
            }

            for (int i = 0, j = degree; i <= j; i++, j--)
            {
                (double left, double right) = (polynomial[i], polynomial[j]);
                polynomial[i] = (left - (reflection * right)) / remaining;
                polynomial[j] = (right - (reflection * left)) / remaining;
            }
        }

        return true;
    }
}
