namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>Discrete Fourier transform of a length that is a power of two (Cooley &amp; Tukey 1965, radix 2).</summary>
internal static class FourierTransform
{
    /// <summary>Replaces x by X(k) = Σ x(t) exp(−2πi kt/N), unscaled.</summary>
    /// <param name="real">Real parts; the length is a power of two.</param>
    /// <param name="imaginary">Imaginary parts, as long.</param>
    public static void Forward(Span<double> real, Span<double> imaginary)
    {
        int length = real.Length;
        Reverse(real, imaginary);
        double[] cosine = new double[length / 2];
        double[] sine = new double[length / 2];
        for (int k = 0; k < cosine.Length; k++)
        {
            (sine[k], cosine[k]) = Math.SinCos(-2 * Math.PI * k / length);
        }

        for (int half = 1; half < length; half *= 2)
        {
            int stride = length / (2 * half);
            for (int block = 0; block < length; block += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    (int upper, int lower) = (block + k, block + k + half);
                    double turnedReal = (real[lower] * cosine[k * stride]) - (imaginary[lower] * sine[k * stride]);
                    double turnedImaginary = (real[lower] * sine[k * stride]) + (imaginary[lower] * cosine[k * stride]);
                    (real[lower], imaginary[lower]) = (real[upper] - turnedReal, imaginary[upper] - turnedImaginary);
                    (real[upper], imaginary[upper]) = (real[upper] + turnedReal, imaginary[upper] + turnedImaginary);
                }
            }
        }
    }

    /// <summary>|X(k)|² of real values padded with zeros.</summary>
    /// <param name="values">At most <paramref name="length"/>.</param>
    /// <param name="length">A power of two.</param>
    /// <returns>One entry for each k below length.</returns>
    public static double[] Power(ReadOnlySpan<double> values, int length)
    {
        double[] real = new double[length];
        double[] imaginary = new double[length];
        values.CopyTo(real);
        Forward(real, imaginary);
        for (int k = 0; k < length; k++)
        {
            real[k] = (real[k] * real[k]) + (imaginary[k] * imaginary[k]);
        }

        return real;
    }

    /// <summary>Puts each entry where its index with the bits in reverse order points.</summary>
    private static void Reverse(Span<double> real, Span<double> imaginary)
    {
        int target = 0;
        for (int i = 0; i < real.Length; i++)
        {
            if (i < target)
            {
                (real[i], real[target]) = (real[target], real[i]);
                (imaginary[i], imaginary[target]) = (imaginary[target], imaginary[i]);
            }

            int bit = real.Length / 2;
            while (bit > 0 && (target & bit) != 0)
            {
                target ^= bit;
                bit /= 2;
            }

            target |= bit;
        }
    }
}
