using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>
/// A smooth season as pairs sin(2πk·t/period), cos(2πk·t/period), k = 1 … order (Harvey &amp; Shephard 1993; Taylor &amp; Letham 2018,
/// eq. 5). Columns come in the order sin 1, cos 1, sin 2, cos 2, …
/// </summary>
/// <remarks>
/// For a whole even period and order = period ÷ 2 the last sine is zero at every whole position: leave that column out or penalise it.
/// </remarks>
/// <param name="Period">Length of the season in the unit of the positions, above 0; need not be whole (365.25 days).</param>
/// <param name="Order">Number of harmonics, at least 1; more than period ÷ 2 of a regular grid repeat lower ones.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FourierTerms(double Period, int Order)
{
    /// <summary>Number of columns: a sine and a cosine a harmonic.</summary>
    public int Count => 2 * Order;

    /// <summary>Terms at irregular positions.</summary>
    /// <param name="positions">Any unit and origin, finite.</param>
    /// <param name="columns">Receives one column after the other; column c of position i is at [c × positions.Length + i].</param>
    public void Fill(ReadOnlySpan<double> positions, Span<double> columns)
    {
        CheckLength(columns.Length, positions.Length);
        for (int i = 0; i < positions.Length; i++)
        {
            FillStrided(positions[i], columns[i..], positions.Length);
        }
    }

    /// <summary>One sine and cosine of the first harmonic; each further one is a rotation by it.</summary>
    private void FillStrided(double position, Span<double> target, int stride)
    {
        // Whole seasons are taken off first: the angle stays small and exact however far the origin of the positions is.
        double turn = position / Period;
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * (turn - Math.Floor(turn)));
        (double s, double c) = (sine, cosine);
        int at = 0;
        for (int harmonic = 1; harmonic <= Order; harmonic++)
        {
            target[at] = s;
            target[at + stride] = c;
            at += 2 * stride;
            (s, c) = ((s * cosine) + (c * sine), (c * cosine) - (s * sine));
        }
    }

    private void CheckLength(int length, int rows)
    {
        if (length < Count * rows)
        {
            throw new ArgumentException($"{Count} columns of {rows} values don't fit into {length}.");
        }
    }
}
