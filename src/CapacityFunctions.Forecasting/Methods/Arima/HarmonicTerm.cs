using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>A pair of Fourier terms, sin and cos of 2π · harmonic · t ÷ period.</summary>
/// <param name="Period">Season length in steps.</param>
/// <param name="Harmonic">At least 1, below Period ÷ 2.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HarmonicTerm(int Period, int Harmonic)
{
    /// <summary>The harmonics of a period, lowest first, without those that a shorter period has too (daily ones among the weekly).</summary>
    public static IEnumerable<HarmonicTerm> Of(int period, int count, IReadOnlyList<int> shorter)
    {
        int found = 0;
        for (int harmonic = 1; 2 * harmonic < period && found < count; harmonic++)
        {
            // harmonic / period = k / other for a whole k.
            if (!shorter.Any(other => (long)harmonic * other % period == 0))
            {
                found++;
                yield return new HarmonicTerm(period, harmonic);
            }
        }
    }

    /// <param name="position">Steps since phase 0, at least 0.</param>
    public (double Sine, double Cosine) At(long position) =>
        Math.SinCos(2 * Math.PI * (position % Period * Harmonic % Period) / Period);

    /// <summary>Both terms over consecutive steps.</summary>
    public void Fill(long position, Span<double> sine, Span<double> cosine)
    {
        // One period is enough: after it the values repeat.
        int distinct = Math.Min(Period, sine.Length);
        for (int i = 0; i < distinct; i++)
        {
            (sine[i], cosine[i]) = At(position + i);
        }

        for (int i = distinct; i < sine.Length; i++)
        {
            sine[i] = sine[i - Period];
            cosine[i] = cosine[i - Period];
        }
    }
}
