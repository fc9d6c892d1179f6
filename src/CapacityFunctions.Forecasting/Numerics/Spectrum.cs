using System.Numerics;

namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>Finds the line that stands out most in the spectrum of a series, be its noise white or red.</summary>
internal static class Spectrum
{
    // Ordinates in the narrowest band whose median is taken for the noise, and by how much a band is wider than the one before.
    private const int SmallestBand = 24;
    private const double BandRatio = 1.3;

    /// <param name="white">Equally spaced, at least 32, as <see cref="Autocorrelation.Whitened"/> gives them.</param>
    /// <param name="shortest">Shortest period looked for, in steps.</param>
    /// <param name="longest">Longest one.</param>
    /// <returns>
    /// Period and strength: its power ÷ that of the noise around it. For noise alone one ordinate exceeds s with probability exp(−s). Zero strength
    /// without any power.
    /// </returns>
    public static SpectralLine Strongest(ReadOnlySpan<double> white, double shortest, double longest)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)white.Length);
        double[] power = FourierTransform.Power(Tapered(white.ToArray()), length);
        int ordinates = length / 2;
        List<double> frequencies = [];
        List<double> levels = [];
        for (int from = 1; from < ordinates;)
        {
            int to = Math.Min(ordinates, Math.Max(from + SmallestBand, (int)(from * BandRatio)));
            to = ordinates - to < SmallestBand ? ordinates : to;
            double[] band = power[from..to];
            Array.Sort(band);
            frequencies.Add(Math.Log((from + to - 1) / 2.0));

            // The median of exponential noise is ln 2 of its mean.
            levels.Add(Math.Log(Math.Max(double.Epsilon, band[band.Length / 2] / Math.Log(2))));
            from = to;
        }

        SpectralLine strongest = default;
        int current = 0;
        for (int k = Math.Max(1, (int)Math.Ceiling(length / longest)); k < ordinates && k <= length / shortest; k++)
        {
            double frequency = Math.Log(k);
            while (current < frequencies.Count - 2 && frequencies[current + 1] < frequency)
            {
                current++;
            }

            double level = frequencies.Count == 1
                ? levels[0]
                : levels[current] + ((levels[current + 1] - levels[current]) * Math.Clamp((frequency - frequencies[current]) / (frequencies[current + 1] - frequencies[current]), 0, 1));
            double strength = power[k] / Math.Exp(level);
            strongest = strength > strongest.Strength ? new SpectralLine(length / (k + Offset(power, k)), strength) : strongest;
        }

        return strongest;
    }

    /// <summary>Where between its neighbours the peak at an ordinate lies, by a parabola through the logarithms; at most half an ordinate off.</summary>
    private static double Offset(double[] power, int k)
    {
        double left = Math.Log(Math.Max(double.Epsilon, power[k - 1]));
        double right = Math.Log(Math.Max(double.Epsilon, power[k + 1]));
        double curvature = (2 * Math.Log(power[k])) - left - right;
        return curvature > 0 ? Math.Clamp((right - left) / (2 * curvature), -0.5, 0.5) : 0;
    }

    /// <summary>A Hann window, so that a strong line doesn't leak over the noise of all others.</summary>
    private static double[] Tapered(double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= 1 - Math.Cos(2 * Math.PI * (i + 0.5) / values.Length);
        }

        return values;
    }
}
