using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CapacityFunctions.Forecasting.Trees;

/// <summary>
/// Some rows, feature by feature, so that a split is tested for eight of them at once. No branch depends on a value: every split of a
/// tree strikes out the leaves that it rules out, and the first leaf that is left is the one reached (Lucchese et al. 2015, QuickScorer).
/// </summary>
internal readonly ref struct RowBlock : IDisposable
{
    /// <summary>Rows of a block; the bits of all of them stay in registers.</summary>
    public const int Rows = 64;

    /// <summary>Leaves that a bit each can stand for.</summary>
    public const int LargestTree = 32;

    private const int Width = 8;

    private readonly float[] columns;

    /// <param name="rows">Row after row.</param>
    /// <param name="featureCount">Values of a row.</param>
    /// <param name="count">Rows, 1 to <see cref="Rows"/>.</param>
    public RowBlock(ReadOnlySpan<float> rows, int featureCount, int count)
    {
        columns = ArrayPool<float>.Shared.Rent(featureCount * Rows);
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> values = rows.Slice(row * featureCount, featureCount);
            for (int feature = 0; feature < values.Length; feature++)
            {
                columns[(feature * Rows) + row] = values[feature];
            }
        }
    }

    /// <param name="nodes">Of a tree with at most <see cref="LargestTree"/> leaves.</param>
    /// <param name="reached">Receives, for each of the <see cref="Rows"/>, bits whose lowest is the leaf reached.</param>
    public void Reach(ReadOnlySpan<TreeNode> nodes, Span<uint> reached)
    {
        ref float values = ref MemoryMarshal.GetArrayDataReference(columns);
        Vector256<uint> a = Vector256<uint>.AllBitsSet;
        Vector256<uint> b = a;
        Vector256<uint> c = a;
        Vector256<uint> d = a;
        Vector256<uint> e = a;
        Vector256<uint> f = a;
        Vector256<uint> g = a;
        Vector256<uint> h = a;
        foreach (ref readonly TreeNode node in nodes)
        {
            Vector256<float> threshold = Vector256.Create(node.Threshold);
            Vector256<uint> left = Vector256.Create(node.LeftLeaves);
            nuint column = (nuint)node.Feature * Rows;
            a = Strike(a, ref values, column, threshold, left);
            b = Strike(b, ref values, column + Width, threshold, left);
            c = Strike(c, ref values, column + (2 * Width), threshold, left);
            d = Strike(d, ref values, column + (3 * Width), threshold, left);
            e = Strike(e, ref values, column + (4 * Width), threshold, left);
            f = Strike(f, ref values, column + (5 * Width), threshold, left);
            g = Strike(g, ref values, column + (6 * Width), threshold, left);
            h = Strike(h, ref values, column + (7 * Width), threshold, left);
        }

        a.CopyTo(reached);
        b.CopyTo(reached[Width..]);
        c.CopyTo(reached[(2 * Width)..]);
        d.CopyTo(reached[(3 * Width)..]);
        e.CopyTo(reached[(4 * Width)..]);
        f.CopyTo(reached[(5 * Width)..]);
        g.CopyTo(reached[(6 * Width)..]);
        h.CopyTo(reached[(7 * Width)..]);
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(columns);

    private static Vector256<uint> Strike(
        Vector256<uint> bits, ref float values, nuint index, Vector256<float> threshold, Vector256<uint> left) =>
        Vector256.AndNot(bits, Vector256.GreaterThan(Vector256.LoadUnsafe(ref values, index), threshold).AsUInt32() & left);
}
