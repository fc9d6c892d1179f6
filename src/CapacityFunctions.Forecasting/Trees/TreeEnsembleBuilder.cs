namespace CapacityFunctions.Forecasting.Trees;

/// <summary>Collects the trees of an ensemble and brings them into its order. Not for concurrent use.</summary>
public sealed class TreeEnsembleBuilder
{
    /// <summary>Most leaves of a tree.</summary>
    public const int LargestTree = 4_096;

    private readonly int featureCount;
    private readonly double bias;
    private readonly List<TreeNode> nodes = [];
    private readonly List<float> leaves = [];
    private readonly List<int> leafStarts = [0];

    /// <param name="featureCount">Values of a row, 1 to 65,535.</param>
    /// <param name="bias">What the ensemble answers before any tree; finite.</param>
    public TreeEnsembleBuilder(int featureCount, double bias)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(featureCount, ushort.MaxValue);
        if (!double.IsFinite(bias))
        {
            throw new ArgumentOutOfRangeException(nameof(bias), bias, "Not finite.");
        }

        this.featureCount = featureCount;
        this.bias = bias;
    }

    /// <summary>Adds a tree.</summary>
    /// <exception cref="ArgumentException">That isn't a tree over the features, or a number isn't finite.</exception>
    public void Add(TreeParts tree)
    {
        int splits = tree.Features.Length;
        if (tree.Thresholds.Length != splits || tree.Left.Length != splits || tree.Right.Length != splits
            || tree.Values.Length != splits + 1 || splits >= LargestTree)
        {
            throw new ArgumentException($"{splits} splits and {tree.Values.Length} leaves aren't a tree.", nameof(tree));
        }

        int firstNode = nodes.Count;
        Place(tree, splits == 0 ? ~0 : 0, firstNode);
        if (nodes.Count - firstNode != splits)
        {
            throw new ArgumentException($"{splits} splits, of which {nodes.Count - firstNode} are reached.", nameof(tree));
        }

        leafStarts.Add(leaves.Count);
    }

    public TreeEnsemble Build() => new(featureCount, bias, [.. nodes], [.. leaves], [.. leafStarts]);

    /// <summary>Places what is below a child, depth first, and says where.</summary>
    private int Place(TreeParts tree, int source, int firstNode)
    {
        int firstLeaf = leafStarts[^1];
        if (source < 0)
        {
            float value = ~source < tree.Values.Length ? (float)tree.Values[~source] : float.NaN;
            leaves.Add(float.IsFinite(value) ? value : throw new ArgumentException($"Leaf {~source} is {value}.", nameof(tree)));
            return ~(leaves.Count - 1 - firstLeaf);
        }

        int at = nodes.Count;
        if (source >= tree.Features.Length || at - firstNode >= tree.Features.Length)
        {
            throw new ArgumentException($"Split {source} is reached, the {at - firstNode + 1}th of {tree.Features.Length}.", nameof(tree));
        }

        int feature = tree.Features[source];
        float threshold = tree.Thresholds[source];
        if (feature < 0 || feature >= featureCount || float.IsNaN(threshold))
        {
            throw new ArgumentException($"Split {source} tests feature {feature} of {featureCount} against {threshold}.", nameof(tree));
        }

        int before = leaves.Count - firstLeaf;
        nodes.Add(default);
        int left = Place(tree, tree.Left[source], firstNode);
        uint leftLeaves = BitsBelow(leaves.Count - firstLeaf) & ~BitsBelow(before);
        int right = Place(tree, tree.Right[source], firstNode);
        nodes[at] = new TreeNode(threshold, leftLeaves, (ushort)feature, (short)left, (short)right);
        return at - firstNode;
    }

    private static uint BitsBelow(int count) => count < 32 ? (1u << count) - 1 : uint.MaxValue;
}
