using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>Normal noise plus future trend changes. Quantiles come from the characteristic function, so nothing is drawn.</summary>
/// <param name="mean">Usage.</param>
/// <param name="deviation">Of noise and trend changes together, in usage.</param>
/// <param name="noise">Of the noise alone, in usage.</param>
/// <param name="sensitivity">Usage per unit of the trend's line.</param>
/// <param name="times">Scaled time of each step since the end of the fitted history, at least 0.</param>
/// <param name="uncertainty">Of the trend's line.</param>
internal sealed class ProphetForecast(
    double[] mean, double[] deviation, double[] noise, double[] sensitivity, double[] times, TrendUncertainty uncertainty)
    : MethodForecast(mean, deviation)
{
    private const double NormalNoise = 0.999;
    private const int Bisections = 50;
    private const double Nodes = 12;

    public override double Quantile(int step, double probability)
    {
        double normal = NormalDistribution.Quantile(probability);
        double size = Deviation[step];

        // Next to the noise the trend's changes are too small to show in the shape.
        if (size == 0 || noise[step] >= NormalNoise * size || probability == 0.5)
        {
            return Mean[step] + (size * normal);
        }

        // The distribution is symmetric: the quantile of the upper half, mirrored. A Laplace tail reaches further than the normal one.
        double upper = Math.Max(probability, 1 - probability);
        (double low, double high) = (0, 4 * Math.Abs(normal) + 4);
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Distribution(step, middle) < upper ? (middle, high) : (low, middle);
        }

        return Mean[step] + (Math.Sign(normal) * size * (low + high) / 2);
    }

    /// <summary>
    /// Probability of at most x deviations above the mean, by Gil-Pelaez (1951): ½ + (1/π)·∫ sin(ux)/u·φ(u) du, u in units of 1 ÷ deviation.
    /// The noise ends the integrand near u = 6 ÷ its share; the midpoint rule is exact for such functions up to aliasing.
    /// </summary>
    private double Distribution(int step, double x)
    {
        double size = Deviation[step];
        double share = Math.Max(noise[step] / size, 0.02);
        double width = Math.PI / (Nodes + (2 * x));
        double last = 6.5 / share;
        double sum = 0;
        for (double u = width / 2; u < last; u += width)
        {
            double log = uncertainty.LogCharacteristic(u * Math.Abs(sensitivity[step]) / size, times[step]) - (0.5 * share * share * u * u);
            sum += Math.Sin(u * x) / u * Math.Exp(log);
        }

        return 0.5 + (sum * width / Math.PI);
    }
}
