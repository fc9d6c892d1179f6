using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// Tiles of C += A·B that stay in registers of 512 bits: 8 rows or one, 32 columns or 16. The element of A in row i at inner index k is
/// <c>a[i·aRow + k·aStep]</c>, which takes A as it lies or transposed; rows of B and C are contiguous. Every element is summed in the order of k.
/// </summary>
internal static class MatrixKernel512
{
    public const int Rows = 8;
    public const int Columns = 16;

    /// <summary>8 rows, 32 columns.</summary>
    public static void RowsBy2(ref float a, nint aRow, nint aStep, ref float b, nint bStep, ref float c, nint cRow, int inner)
    {
        Vector512<float> sum0Left = default;
        Vector512<float> sum0Right = default;
        Vector512<float> sum1Left = default;
        Vector512<float> sum1Right = default;
        Vector512<float> sum2Left = default;
        Vector512<float> sum2Right = default;
        Vector512<float> sum3Left = default;
        Vector512<float> sum3Right = default;
        Vector512<float> sum4Left = default;
        Vector512<float> sum4Right = default;
        Vector512<float> sum5Left = default;
        Vector512<float> sum5Right = default;
        Vector512<float> sum6Left = default;
        Vector512<float> sum6Right = default;
        Vector512<float> sum7Left = default;
        Vector512<float> sum7Right = default;
        ref float lower = ref Unsafe.Add(ref a, 4 * aRow);
        for (int k = 0; k < inner; k++)
        {
            Vector512<float> left = Vector512.LoadUnsafe(ref b);
            Vector512<float> right = Vector512.LoadUnsafe(ref b, 16);
            Vector512<float> factor = Vector512.Create(a);
            sum0Left = Vector512.MultiplyAddEstimate(factor, left, sum0Left);
            sum0Right = Vector512.MultiplyAddEstimate(factor, right, sum0Right);
            factor = Vector512.Create(Unsafe.Add(ref a, aRow));
            sum1Left = Vector512.MultiplyAddEstimate(factor, left, sum1Left);
            sum1Right = Vector512.MultiplyAddEstimate(factor, right, sum1Right);
            factor = Vector512.Create(Unsafe.Add(ref a, 2 * aRow));
            sum2Left = Vector512.MultiplyAddEstimate(factor, left, sum2Left);
            sum2Right = Vector512.MultiplyAddEstimate(factor, right, sum2Right);
            factor = Vector512.Create(Unsafe.Add(ref a, 3 * aRow));
            sum3Left = Vector512.MultiplyAddEstimate(factor, left, sum3Left);
            sum3Right = Vector512.MultiplyAddEstimate(factor, right, sum3Right);
            factor = Vector512.Create(lower);
            sum4Left = Vector512.MultiplyAddEstimate(factor, left, sum4Left);
            sum4Right = Vector512.MultiplyAddEstimate(factor, right, sum4Right);
            factor = Vector512.Create(Unsafe.Add(ref lower, aRow));
            sum5Left = Vector512.MultiplyAddEstimate(factor, left, sum5Left);
            sum5Right = Vector512.MultiplyAddEstimate(factor, right, sum5Right);
            factor = Vector512.Create(Unsafe.Add(ref lower, 2 * aRow));
            sum6Left = Vector512.MultiplyAddEstimate(factor, left, sum6Left);
            sum6Right = Vector512.MultiplyAddEstimate(factor, right, sum6Right);
            factor = Vector512.Create(Unsafe.Add(ref lower, 3 * aRow));
            sum7Left = Vector512.MultiplyAddEstimate(factor, left, sum7Left);
            sum7Right = Vector512.MultiplyAddEstimate(factor, right, sum7Right);
            a = ref Unsafe.Add(ref a, aStep);
            lower = ref Unsafe.Add(ref lower, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        (Vector512.LoadUnsafe(ref c) + sum0Left).StoreUnsafe(ref c);
        (Vector512.LoadUnsafe(ref c, 16) + sum0Right).StoreUnsafe(ref c, 16);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum1Left).StoreUnsafe(ref c);
        (Vector512.LoadUnsafe(ref c, 16) + sum1Right).StoreUnsafe(ref c, 16);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum2Left).StoreUnsafe(ref c);
        (Vector512.LoadUnsafe(ref c, 16) + sum2Right).StoreUnsafe(ref c, 16);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum3Left).StoreUnsafe(ref c);
        (Vector512.LoadUnsafe(ref c, 16) + sum3Right).StoreUnsafe(ref c, 16);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum4Left).StoreUnsafe(ref c);
        (Vector512.LoadUnsafe(ref c, 16) + sum4Right).StoreUnsafe(ref c, 16);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum5Left).StoreUnsafe(ref c);
        (Vector512.LoadUnsafe(ref c, 16) + sum5Right).StoreUnsafe(ref c, 16);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum6Left).StoreUnsafe(ref c);
        (Vector512.LoadUnsafe(ref c, 16) + sum6Right).StoreUnsafe(ref c, 16);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum7Left).StoreUnsafe(ref c);
        (Vector512.LoadUnsafe(ref c, 16) + sum7Right).StoreUnsafe(ref c, 16);
    }

    /// <summary>8 rows, 16 columns.</summary>
    public static void RowsBy1(ref float a, nint aRow, nint aStep, ref float b, nint bStep, ref float c, nint cRow, int inner)
    {
        Vector512<float> sum0 = default;
        Vector512<float> sum1 = default;
        Vector512<float> sum2 = default;
        Vector512<float> sum3 = default;
        Vector512<float> sum4 = default;
        Vector512<float> sum5 = default;
        Vector512<float> sum6 = default;
        Vector512<float> sum7 = default;
        ref float lower = ref Unsafe.Add(ref a, 4 * aRow);
        for (int k = 0; k < inner; k++)
        {
            Vector512<float> row = Vector512.LoadUnsafe(ref b);
            Vector512<float> factor = Vector512.Create(a);
            sum0 = Vector512.MultiplyAddEstimate(factor, row, sum0);
            factor = Vector512.Create(Unsafe.Add(ref a, aRow));
            sum1 = Vector512.MultiplyAddEstimate(factor, row, sum1);
            factor = Vector512.Create(Unsafe.Add(ref a, 2 * aRow));
            sum2 = Vector512.MultiplyAddEstimate(factor, row, sum2);
            factor = Vector512.Create(Unsafe.Add(ref a, 3 * aRow));
            sum3 = Vector512.MultiplyAddEstimate(factor, row, sum3);
            factor = Vector512.Create(lower);
            sum4 = Vector512.MultiplyAddEstimate(factor, row, sum4);
            factor = Vector512.Create(Unsafe.Add(ref lower, aRow));
            sum5 = Vector512.MultiplyAddEstimate(factor, row, sum5);
            factor = Vector512.Create(Unsafe.Add(ref lower, 2 * aRow));
            sum6 = Vector512.MultiplyAddEstimate(factor, row, sum6);
            factor = Vector512.Create(Unsafe.Add(ref lower, 3 * aRow));
            sum7 = Vector512.MultiplyAddEstimate(factor, row, sum7);
            a = ref Unsafe.Add(ref a, aStep);
            lower = ref Unsafe.Add(ref lower, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        (Vector512.LoadUnsafe(ref c) + sum0).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum1).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum2).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum3).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum4).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum5).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum6).StoreUnsafe(ref c);
        c = ref Unsafe.Add(ref c, cRow);
        (Vector512.LoadUnsafe(ref c) + sum7).StoreUnsafe(ref c);
    }

    /// <summary>1 row, 32 columns.</summary>
    public static void RowBy2(ref float a, nint aStep, ref float b, nint bStep, ref float c, int inner)
    {
        Vector512<float> sum0Left = default;
        Vector512<float> sum0Right = default;
        for (int k = 0; k < inner; k++)
        {
            Vector512<float> left = Vector512.LoadUnsafe(ref b);
            Vector512<float> right = Vector512.LoadUnsafe(ref b, 16);
            Vector512<float> factor = Vector512.Create(a);
            sum0Left = Vector512.MultiplyAddEstimate(factor, left, sum0Left);
            sum0Right = Vector512.MultiplyAddEstimate(factor, right, sum0Right);
            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        (Vector512.LoadUnsafe(ref c) + sum0Left).StoreUnsafe(ref c);
        (Vector512.LoadUnsafe(ref c, 16) + sum0Right).StoreUnsafe(ref c, 16);
    }

    /// <summary>1 row, 16 columns.</summary>
    public static void RowBy1(ref float a, nint aStep, ref float b, nint bStep, ref float c, int inner)
    {
        Vector512<float> sum0 = default;
        for (int k = 0; k < inner; k++)
        {
            Vector512<float> row = Vector512.LoadUnsafe(ref b);
            Vector512<float> factor = Vector512.Create(a);
            sum0 = Vector512.MultiplyAddEstimate(factor, row, sum0);
            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        (Vector512.LoadUnsafe(ref c) + sum0).StoreUnsafe(ref c);
    }
}
