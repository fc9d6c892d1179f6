namespace CapacityFunctions.Forecasting.Trees;

/// <summary>A regression tree as trainers give it. Split 0 is the root.</summary>
public readonly ref struct TreeParts
{
    /// <summary>Column that each split tests; empty for a tree that is one leaf.</summary>
    public required ReadOnlySpan<int> Features { get; init; }

    /// <summary>A row goes left where its value is at most this; not NaN.</summary>
    public required ReadOnlySpan<float> Thresholds { get; init; }

    /// <summary>Split that follows on the left, or the complement (~) of a leaf.</summary>
    public required ReadOnlySpan<int> Left { get; init; }

    /// <summary>Split that follows on the right, or the complement (~) of a leaf.</summary>
    public required ReadOnlySpan<int> Right { get; init; }

    /// <summary>What the leaves answer, one more than splits; finite in single precision.</summary>
    public required ReadOnlySpan<double> Values { get; init; }
}
