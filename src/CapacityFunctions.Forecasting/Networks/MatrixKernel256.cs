using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// Tiles of C += A·B that stay in registers of 256 bits: 4 rows or one, 16 columns or 8. The element of A in row i at inner index k is
/// <c>a[i·aRow + k·aStep]</c>, which takes A as it lies or transposed; rows of B and C are contiguous. Every element is summed in the order of k.
/// </summary>
internal static class MatrixKernel256
{
    public const int Rows = 4;
    public const int Columns = 8;

    /// <summary>4 rows, 16 columns.</summary>
    public static void RowsBy2(ref float a, nint aRow, nint aStep, ref float b, nint bStep, ref float c, nint cRow, int inner)
    {
        Vector256<float> sum0Left = default;
        Vector256<float> sum0Right = default;
        Vector256<float> sum1Left = default;
        Vector256<float> sum1Right = default;
        Vector256<float> sum2Left = default;
        Vector256<float> sum2Right = default;
        Vector256<float> sum3Left = default;
        Vector256<float> sum3Right = default;
        for (int k = 0; k < inner; k++)
        {
            Vector256<float> left = Vector256.LoadUnsafe(ref b);
            Vector256<float> right = Vector256.LoadUnsafe(ref b, 8);
            Vector256<float> factor = Vector256.Create(a);
            sum0Left = Vector256.MultiplyAddEstimate(factor, left, sum0Left);
            sum0Right = Vector256.MultiplyAddEstimate(factor, right, sum0Right);
            factor = Vector256.Create(Unsafe.Add(ref a, aRow));
            sum1Left = Vector256.MultiplyAddEstimate(factor, left, sum1Left);
            sum1Right = Vector256.MultiplyAddEstimate(factor, right, sum1Right);
            factor = Vector256.Create(Unsafe.Add(ref a, 2 * aRow));
            sum2Left = Vector256.MultiplyAddEstimate(factor, left, sum2Left);
            sum2Right = Vector256.MultiplyAddEstimate(factor, right, sum2Right);
            factor = Vector256.Create(Unsafe.Add(ref a, 3 * aRow));
            sum3Left = Vector256.MultiplyAddEstimate(factor, left, sum3Left);
            sum3Right = Vector256.MultiplyAddEstimate(factor, right, sum3Right);
            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        (Vector256.LoadUnsafe(ref c) + sum0Left).StoreUnsafe(ref c);
        (Vector256.LoadUnsafe(ref c, 8) + sum0Right).StoreUnsafe(ref c, 8);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector256.LoadUnsafe(ref c) + sum1Left).StoreUnsafe(ref c);
        (Vector256.LoadUnsafe(ref c, 8) + sum1Right).StoreUnsafe(ref c, 8);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector256.LoadUnsafe(ref c) + sum2Left).StoreUnsafe(ref c);
        (Vector256.LoadUnsafe(ref c, 8) + sum2Right).StoreUnsafe(ref c, 8);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector256.LoadUnsafe(ref c) + sum3Left).StoreUnsafe(ref c);
        (Vector256.LoadUnsafe(ref c, 8) + sum3Right).StoreUnsafe(ref c, 8);
    }

    /// <summary>4 rows, 8 columns.</summary>
    public static void RowsBy1(ref float a, nint aRow, nint aStep, ref float b, nint bStep, ref float c, nint cRow, int inner)
    {
        Vector256<float> sum0 = default;
        Vector256<float> sum1 = default;
        Vector256<float> sum2 = default;
        Vector256<float> sum3 = default;
        for (int k = 0; k < inner; k++)
        {
            Vector256<float> row = Vector256.LoadUnsafe(ref b);
            Vector256<float> factor = Vector256.Create(a);
            sum0 = Vector256.MultiplyAddEstimate(factor, row, sum0);
            factor = Vector256.Create(Unsafe.Add(ref a, aRow));
            sum1 = Vector256.MultiplyAddEstimate(factor, row, sum1);
            factor = Vector256.Create(Unsafe.Add(ref a, 2 * aRow));
            sum2 = Vector256.MultiplyAddEstimate(factor, row, sum2);
            factor = Vector256.Create(Unsafe.Add(ref a, 3 * aRow));
            sum3 = Vector256.MultiplyAddEstimate(factor, row, sum3);
            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        (Vector256.LoadUnsafe(ref c) + sum0).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector256.LoadUnsafe(ref c) + sum1).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector256.LoadUnsafe(ref c) + sum2).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector256.LoadUnsafe(ref c) + sum3).StoreUnsafe(ref c);
    }

    /// <summary>1 row, 16 columns.</summary>
    public static void RowBy2(ref float a, nint aStep, ref float b, nint bStep, ref float c, int inner)
    {
        Vector256<float> sum0Left = default;
        Vector256<float> sum0Right = default;
        for (int k = 0; k < inner; k++)
        {
            Vector256<float> left = Vector256.LoadUnsafe(ref b);
            Vector256<float> right = Vector256.LoadUnsafe(ref b, 8);
            Vector256<float> factor = Vector256.Create(a);
            sum0Left = Vector256.MultiplyAddEstimate(factor, left, sum0Left);
            sum0Right = Vector256.MultiplyAddEstimate(factor, right, sum0Right);
            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        (Vector256.LoadUnsafe(ref c) + sum0Left).StoreUnsafe(ref c);
        (Vector256.LoadUnsafe(ref c, 8) + sum0Right).StoreUnsafe(ref c, 8);
    }

    /// <summary>1 row, 8 columns.</summary>
    public static void RowBy1(ref float a, nint aStep, ref float b, nint bStep, ref float c, int inner)
    {
        Vector256<float> sum0 = default;
        for (int k = 0; k < inner; k++)
        {
            Vector256<float> row = Vector256.LoadUnsafe(ref b);
            Vector256<float> factor = Vector256.Create(a);
            sum0 = Vector256.MultiplyAddEstimate(factor, row, sum0);
            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        (Vector256.LoadUnsafe(ref c) + sum0).StoreUnsafe(ref c);
    }
}
