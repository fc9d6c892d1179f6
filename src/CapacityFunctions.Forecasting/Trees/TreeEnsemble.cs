using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Trees;

/// <summary>
/// A sum of regression trees. Immutable and shared between threads. A value that is missing (NaN) counts as smaller than any other: it goes left
/// at every split. One row or many, the same bits come out on every machine.
/// </summary>
public sealed class TreeEnsemble
{
    private const byte Version = 1;

    // Trees are pre-ordered and their leaves numbered from left to right, so that the leaves below a node are neighbours.
    private readonly TreeNode[] nodes;
    private readonly float[] leaves;
    private readonly int[] nodeStarts;
    private readonly int[] leafStarts;

    internal TreeEnsemble(int featureCount, double bias, TreeNode[] nodes, float[] leaves, int[] leafStarts)
    {
        FeatureCount = featureCount;
        Bias = bias;
        this.nodes = nodes;
        this.leaves = leaves;
        this.leafStarts = leafStarts;

        // A tree has one leaf more than nodes.
        nodeStarts = new int[leafStarts.Length];
        for (int tree = 0; tree < nodeStarts.Length; tree++)
        {
            nodeStarts[tree] = leafStarts[tree] - tree;
        }
    }

    /// <summary>Values of a row, at least 1.</summary>
    public int FeatureCount { get; }

    /// <summary>What an ensemble without trees answers.</summary>
    public double Bias { get; }

    public int TreeCount => leafStarts.Length - 1;

    public int LeafCount => leaves.Length;

    /// <param name="row"><see cref="FeatureCount"/> values; NaN where missing.</param>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public double Predict(ReadOnlySpan<float> row)
    {
        RequireLength(row.Length, FeatureCount, nameof(row));
        double sum = Bias;
        for (int tree = 0; tree < TreeCount; tree++)
        {
            sum += LeafOf(tree, row);
        }

        return sum;
    }

    /// <summary>Predicts many rows, several times faster than one by one.</summary>
    /// <param name="rows">Row after row, <see cref="FeatureCount"/> values each; NaN where missing.</param>
    /// <param name="predictions">Receives one value a row.</param>
    /// <exception cref="ArgumentException">Lengths don't fit.</exception>
    public void Predict(ReadOnlySpan<float> rows, Span<double> predictions)
    {
        predictions.Fill(Bias);
        Add(rows, 0, TreeCount, predictions);
    }

    /// <summary>The first trees alone.</summary>
    /// <param name="trees">0 to <see cref="TreeCount"/>.</param>
    public TreeEnsemble Truncate(int trees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trees);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trees, TreeCount);
        return trees == TreeCount
            ? this
            : new TreeEnsemble(FeatureCount, Bias, nodes[..nodeStarts[trees]], leaves[..leafStarts[trees]], leafStarts[..(trees + 1)]);
    }

    /// <summary>Adds what the trees from <paramref name="first"/> to before <paramref name="end"/> say, in their order.</summary>
    internal void Add(ReadOnlySpan<float> rows, int first, int end, Span<double> sums)
    {
        RequireLength(rows.Length, (long)FeatureCount * sums.Length, nameof(rows));
        for (int start = 0; start < sums.Length; start += RowBlock.Rows)
        {
            int count = Math.Min(RowBlock.Rows, sums.Length - start);
            AddBlock(rows.Slice(start * FeatureCount, count * FeatureCount), first, end, sums.Slice(start, count));
        }
    }

    public void Write(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteByte(Version);
        writer.WriteInt32(FeatureCount);
        writer.WriteDouble(Bias);
        writer.WriteInt32(TreeCount);
        for (int tree = 0; tree < TreeCount; tree++)
        {
            TreeCode.Write(writer, NodesOf(tree), LeavesOf(tree));
        }
    }

    /// <exception cref="InvalidDataException">The state is damaged or of an unknown version.</exception>
    public static TreeEnsemble Read(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        StateVersion.Require(reader.ReadByte(), Version, "a tree ensemble");
        int featureCount = reader.ReadInt32();
        double bias = reader.ReadDouble();
        if (featureCount is < 1 or > ushort.MaxValue || !double.IsFinite(bias))
        {
            throw new InvalidDataException($"Model state is damaged: trees over {featureCount} features with a bias of {bias}.");
        }

        TreeEnsembleBuilder builder = new(featureCount, bias);
        int trees = reader.ReadLength(TreeCode.SmallestTree);
        for (int tree = 0; tree < trees; tree++)
        {
            TreeCode.Read(reader, builder);
        }

        return builder.Build();
    }

    private ReadOnlySpan<TreeNode> NodesOf(int tree) => nodes.AsSpan(nodeStarts[tree]..nodeStarts[tree + 1]);

    private ReadOnlySpan<float> LeavesOf(int tree) => leaves.AsSpan(leafStarts[tree]..leafStarts[tree + 1]);

    private float LeafOf(int tree, ReadOnlySpan<float> row)
    {
        ReadOnlySpan<TreeNode> tested = NodesOf(tree);
        int at = tested.IsEmpty ? ~0 : 0;
        while (at >= 0)
        {
            ref readonly TreeNode node = ref tested[at];
            at = row[node.Feature] > node.Threshold ? node.Right : node.Left;
        }

        return leaves[leafStarts[tree] + ~at];
    }

    private void AddBlock(ReadOnlySpan<float> rows, int first, int end, Span<double> sums)
    {
        using RowBlock block = new(rows, FeatureCount, sums.Length);
        Span<uint> reached = stackalloc uint[RowBlock.Rows];
        for (int tree = first; tree < end; tree++)
        {
            ReadOnlySpan<float> values = LeavesOf(tree);
            if (values.Length > RowBlock.LargestTree)
            {
                for (int row = 0; row < sums.Length; row++)
                {
                    sums[row] += LeafOf(tree, rows.Slice(row * FeatureCount, FeatureCount));
                }

                continue;
            }

            block.Reach(NodesOf(tree), reached);
            for (int row = 0; row < sums.Length; row++)
            {
                sums[row] += values[(int)uint.TrailingZeroCount(reached[row])];
            }
        }
    }

    private static void RequireLength(long length, long expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{length} values instead of {expected}.", name);
        }
    }
}
