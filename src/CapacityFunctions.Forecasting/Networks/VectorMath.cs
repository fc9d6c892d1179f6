using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>Elementary functions on eight numbers at once, within 1e-6 of the exact values, relative. NaN stays NaN.</summary>
internal static class VectorMath
{
    /// <summary>e^x by the Cephes library's <c>expf</c>: x = n·ln 2 + r, a polynomial in r. Arguments are clamped to ±87, short of overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-87f)), Vector256.Create(87f));
        Vector256<float> n = Vector256.Round(x * Vector256.Create(1.44269504f));

        // ln 2 in two parts: the first has so few bits that n times it is exact.
        Vector256<float> r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-0.693359375f), x);
        r = Vector256.MultiplyAddEstimate(n, Vector256.Create(2.12194440e-4f), r);

        Vector256<float> p = Vector256.Create(1.9875691500e-4f);
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(1.3981999507e-3f));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(8.3334519073e-3f));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(4.1665795894e-2f));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(1.6666665459e-1f));
        p = Vector256.MultiplyAddEstimate(p, r, Vector256.Create(5.0000001201e-1f));
        p = Vector256.MultiplyAddEstimate(p, r * r, r + Vector256<float>.One);
        Vector256<int> exponent = Vector256.ShiftLeft(Vector256.ConvertToInt32(n) + Vector256.Create(127), 23);
        return p * exponent.AsSingle();
    }

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256<float>.One / (Vector256<float>.One + Exp(-x));

    /// <summary>tanh by a quotient of polynomials, odd of degree 13 over even of degree 6, as in Eigen's <c>ptanh</c>; ±1 within 4e-7 beyond ±7.9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-7.90531110763549805f)), Vector256.Create(7.90531110763549805f));
        Vector256<float> square = x * x;

        Vector256<float> p = Vector256.Create(-2.76076847742355e-16f);
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(2.00018790482477e-13f));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(-8.60467152213735e-11f));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(5.12229709037114e-08f));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(1.48572235717979e-05f));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(6.37261928875436e-04f));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(4.89352455891786e-03f));

        Vector256<float> q = Vector256.Create(1.19825839466702e-06f);
        q = Vector256.MultiplyAddEstimate(q, square, Vector256.Create(1.18534705686654e-04f));
        q = Vector256.MultiplyAddEstimate(q, square, Vector256.Create(2.26843463243900e-03f));
        q = Vector256.MultiplyAddEstimate(q, square, Vector256.Create(4.89352518554385e-03f));
        return x * p / q;
    }

    /// <summary>ln(1 + e^x) without overflow.</summary>
    public static float Softplus(float x) => MathF.Max(x, 0) + float.LogP1(MathF.Exp(-MathF.Abs(x)));

    /// <summary>The first eight values, or all with zeros behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ReadOnlySpan<float> values) =>
        values.Length >= Vector256<float>.Count ? Vector256.Create(values) : LoadPart(values);

    /// <summary>Writes eight values, or as many as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, Span<float> target)
    {
        if (target.Length >= Vector256<float>.Count)
        {
            vector.CopyTo(target);
        }
        else
        {
            StorePart(vector, target);
        }
    }

    private static Vector256<float> LoadPart(ReadOnlySpan<float> values)
    {
        Span<float> part = stackalloc float[Vector256<float>.Count];
        part.Clear();
        values.CopyTo(part);
        return Vector256.Create<float>(part);
    }

    private static void StorePart(Vector256<float> vector, Span<float> target)
    {
        Span<float> part = stackalloc float[Vector256<float>.Count];
        vector.CopyTo(part);
        part[..target.Length].CopyTo(target);
    }
}
