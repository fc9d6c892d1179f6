using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// Products of row-major single-precision matrices, added to the result. The products of an element are summed in the order of the inner index,
/// so that a row of the result doesn't depend on the rows beside it; the same inputs give the same bits on one machine.
/// </summary>
internal static class MatrixProduct
{
    // A panel of B with this many rows and a tile's columns stays in the first-level cache while all rows of A pass by.
    private const int PanelRows = 128;

    private static int TileRows => Vector512.IsHardwareAccelerated ? MatrixKernel512.Rows : MatrixKernel256.Rows;

    private static int TileColumns => Vector512.IsHardwareAccelerated ? MatrixKernel512.Columns : MatrixKernel256.Columns;

    /// <summary>C += A·B.</summary>
    /// <param name="a">rows × inner.</param>
    /// <param name="b">inner × columns.</param>
    /// <param name="c">rows × columns.</param>
    /// <param name="rows">At least 0, as the other sizes.</param>
    /// <param name="inner">Length of the sums.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        Require(a, b, c, rows, inner, columns);
        Multiply(a, inner, 1, b, c, rows, inner, columns);
    }

    /// <summary>C += Aᵀ·B.</summary>
    /// <param name="a">inner × rows.</param>
    /// <param name="b">inner × columns.</param>
    /// <param name="c">rows × columns.</param>
    /// <param name="rows">At least 0, as the other sizes.</param>
    /// <param name="inner">Length of the sums.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static void AddTransposedLeft(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        Require(a, b, c, rows, inner, columns);
        Multiply(a, 1, rows, b, c, rows, inner, columns);
    }

    /// <summary>C += A·Bᵀ. B is transposed into rented memory; who needs it many times transposes once and calls <see cref="Add"/>.</summary>
    /// <param name="a">rows × inner.</param>
    /// <param name="b">columns × inner.</param>
    /// <param name="c">rows × columns.</param>
    /// <param name="rows">At least 0, as the other sizes.</param>
    /// <param name="inner">Length of the sums.</param>
    /// <param name="columns">Rows of B, columns of C.</param>
    public static void AddTransposedRight(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        Require(a, b, c, rows, inner, columns);
        float[] transposed = ArrayPool<float>.Shared.Rent(inner * columns);
        Transpose(b, transposed, columns, inner);
        Multiply(a, inner, 1, transposed, c, rows, inner, columns);
        ArrayPool<float>.Shared.Return(transposed);
    }

    /// <param name="source">rows × columns.</param>
    /// <param name="target">Receives columns × rows.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    public static void Transpose(ReadOnlySpan<float> source, Span<float> target, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> values = source.Slice(row * columns, columns);
            for (int column = 0; column < columns; column++)
            {
                target[(column * rows) + row] = values[column];
            }
        }
    }

    private static void Require(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        // The kernels don't check bounds.
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan((long)a.Length, (long)rows * inner, nameof(a));
        ArgumentOutOfRangeException.ThrowIfLessThan((long)b.Length, (long)inner * columns, nameof(b));
        ArgumentOutOfRangeException.ThrowIfLessThan((long)c.Length, (long)rows * columns, nameof(c));
    }

    private static void Multiply(
        ReadOnlySpan<float> a, int aRow, int aStep, ReadOnlySpan<float> b, Span<float> c, int rows, int inner, int columns)
    {
        if (rows == 0 || columns == 0)
        {
            return;
        }

        int whole = columns / TileColumns * TileColumns;
        for (int first = 0; first < inner; first += PanelRows)
        {
            int depth = Math.Min(PanelRows, inner - first);
            ref float left = ref Unsafe.Add(ref MemoryMarshal.GetReference(a), first * aStep);
            ref float right = ref Unsafe.Add(ref MemoryMarshal.GetReference(b), first * columns);
            ref float result = ref MemoryMarshal.GetReference(c);
            for (int column = 0; column < whole;)
            {
                int width = Math.Min(2 * TileColumns, whole - column);
                Panel(
                    ref left, aRow, aStep, ref Unsafe.Add(ref right, column), columns, ref Unsafe.Add(ref result, column), columns, rows, depth,
                    isWide: width > TileColumns);
                column += width;
            }

            if (whole < columns)
            {
                LastColumns(
                    ref left, aRow, aStep, b[((first * columns) + whole)..], columns, c[whole..], rows, depth, columns - whole);
            }
        }
    }

    private static void Panel(
        ref float a, nint aRow, nint aStep, ref float b, nint bStep, ref float c, nint cRow, int rows, int depth, bool isWide)
    {
        int row = 0;
        for (; row <= rows - TileRows; row += TileRows)
        {
            ref float left = ref Unsafe.Add(ref a, row * aRow);
            ref float result = ref Unsafe.Add(ref c, row * cRow);
            switch (Vector512.IsHardwareAccelerated, isWide)
            {
                case (true, true):
                    MatrixKernel512.RowsBy2(ref left, aRow, aStep, ref b, bStep, ref result, cRow, depth);
                    break;
                case (true, false):
                    MatrixKernel512.RowsBy1(ref left, aRow, aStep, ref b, bStep, ref result, cRow, depth);
                    break;
                case (false, true):
                    MatrixKernel256.RowsBy2(ref left, aRow, aStep, ref b, bStep, ref result, cRow, depth);
                    break;
                default:
                    MatrixKernel256.RowsBy1(ref left, aRow, aStep, ref b, bStep, ref result, cRow, depth);
                    break;
            }
        }

        for (; row < rows; row++)
        {
            ref float left = ref Unsafe.Add(ref a, row * aRow);
            ref float result = ref Unsafe.Add(ref c, row * cRow);
            switch (Vector512.IsHardwareAccelerated, isWide)
            {
                case (true, true):
                    MatrixKernel512.RowBy2(ref left, aStep, ref b, bStep, ref result, depth);
                    break;
                case (true, false):
                    MatrixKernel512.RowBy1(ref left, aStep, ref b, bStep, ref result, depth);
                    break;
                case (false, true):
                    MatrixKernel256.RowBy2(ref left, aStep, ref b, bStep, ref result, depth);
                    break;
                default:
                    MatrixKernel256.RowBy1(ref left, aStep, ref b, bStep, ref result, depth);
                    break;
            }
        }
    }

    /// <summary>The columns that don't fill a tile, with a panel of B that zeros make wide enough.</summary>
    private static void LastColumns(
        ref float a, nint aRow, nint aStep, ReadOnlySpan<float> b, int bStep, Span<float> c, int rows, int depth, int columns)
    {
        int width = TileColumns;
        Span<float> panel = stackalloc float[PanelRows * MatrixKernel512.Columns];
        Span<float> tile = stackalloc float[MatrixKernel512.Rows * MatrixKernel512.Columns];
        for (int k = 0; k < depth; k++)
        {
            b.Slice(k * bStep, columns).CopyTo(panel[(k * width)..]);
        }

        for (int first = 0; first < rows; first += TileRows)
        {
            int count = Math.Min(TileRows, rows - first);
            tile.Clear();
            Panel(
                ref Unsafe.Add(ref a, first * aRow), aRow, aStep, ref MemoryMarshal.GetReference(panel), width, ref MemoryMarshal.GetReference(tile),
                width, count, depth, isWide: false);
            for (int row = 0; row < count; row++)
            {
                Span<float> target = c.Slice((first + row) * bStep, columns);
                for (int column = 0; column < columns; column++)
                {
                    target[column] += tile[(row * width) + column];
                }
            }
        }
    }
}
