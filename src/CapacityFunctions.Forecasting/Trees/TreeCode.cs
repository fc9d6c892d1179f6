using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Trees;

/// <summary>A tree in binary form: splits in pre-order, each with two bits that say which child is a leaf, then the leaves from left to right.</summary>
internal static class TreeCode
{
    /// <summary>Bytes of a tree that is one leaf.</summary>
    public const int SmallestTree = 1 + sizeof(float);

    private const int LeftIsLeaf = 1;
    private const int RightIsLeaf = 2;
    private const int Flags = 4;

    public static void Write(StateWriter writer, ReadOnlySpan<TreeNode> nodes, ReadOnlySpan<float> leaves)
    {
        writer.WriteVariableInt64(nodes.Length);
        foreach (ref readonly TreeNode node in nodes)
        {
            int flags = (node.Left < 0 ? LeftIsLeaf : 0) | (node.Right < 0 ? RightIsLeaf : 0);
            writer.WriteVariableInt64((node.Feature * Flags) + flags);
            writer.WriteSingle(node.Threshold);
        }

        foreach (float leaf in leaves)
        {
            writer.WriteSingle(leaf);
        }
    }

    public static void Read(StateReader reader, TreeEnsembleBuilder builder)
    {
        long splits = reader.ReadVariableInt64();
        if (splits is < 0 or >= TreeEnsembleBuilder.LargestTree)
        {
            throw new InvalidDataException($"Model state is damaged: a tree of {splits} splits.");
        }

        Parsing parsing = new((int)splits);
        int leaves = splits == 0 ? 1 : parsing.Parse(reader, 0);
        double[] values = new double[leaves];
        for (int i = 0; i < leaves; i++)
        {
            values[i] = reader.ReadSingle();
        }

        try
        {
            builder.Add(parsing.With(values));
        }
        catch (ArgumentException refusal)
        {
            throw new InvalidDataException($"Model state is damaged: {refusal.Message}", refusal);
        }
    }

    /// <summary>Splits as they are read.</summary>
    private sealed class Parsing(int splits)
    {
        private readonly int[] features = new int[splits];
        private readonly float[] thresholds = new float[splits];
        private readonly int[] left = new int[splits];
        private readonly int[] right = new int[splits];
        private int read;

        /// <summary>Reads a split and all below it.</summary>
        /// <param name="reader">At the split.</param>
        /// <param name="leaf">The leftmost leaf below it.</param>
        /// <returns>The leaf after the last one below it.</returns>
        public int Parse(StateReader reader, int leaf)
        {
            int at = read++;
            if (at >= splits)
            {
                throw new InvalidDataException($"Model state is damaged: a tree goes on after {splits} splits.");
            }

            long code = reader.ReadVariableInt64();
            features[at] = (int)Math.Clamp(code / Flags, -1, int.MaxValue);
            thresholds[at] = reader.ReadSingle();
            left[at] = (code & LeftIsLeaf) != 0 ? ~leaf : read;
            leaf = left[at] < 0 ? leaf + 1 : Parse(reader, leaf);
            right[at] = (code & RightIsLeaf) != 0 ? ~leaf : read;
            return right[at] < 0 ? leaf + 1 : Parse(reader, leaf);
        }

        public TreeParts With(double[] values) =>
            new() { Features = features, Thresholds = thresholds, Left = left, Right = right, Values = values };
    }
}
