namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;

/// <summary>Quantiles of the standard normal distribution.</summary>
internal static class NormalQuantile
{
    /// <summary>Half the width of the interval around 0 that holds the probability.</summary>
    /// <param name="probability">In [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">probability is outside its range.</exception>
    public static double OfCentralInterval(double probability)
    {
        if (!(probability is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), "The confidence level must lie in [0, 1).");
        }

        return Of(0.5 + (probability / 2));
    }

    /// <summary>Bisection of the distribution function: the width of an interval is computed once a forecast, and this has no constants to get wrong.</summary>
    private static double Of(double probability)
    {
        (double low, double high) = (0, 40);
        while (true)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            (low, high) = Upper(middle) > 1 - probability ? (middle, high) : (low, middle);
        }
    }

    /// <summary>P(Z > x) for x ≥ 0: the series around 0, the continued fraction beyond (Abramowitz &amp; Stegun 26.2.11 and 26.2.14).</summary>
    private static double Upper(double x)
    {
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (x < 3)
        {
            double sum = x;
            double term = x;
            for (int k = 1; Math.Abs(term) > 1e-17 * sum; k++)
            {
                term *= x * x / ((2 * k) + 1);
                sum += term;
            }

            return 0.5 - (density * sum);
        }

        double fraction = x;
        for (int k = 100; k > 0; k--)
        {
            fraction = x + (k / fraction);
        }

        return density / fraction;
    }
}
