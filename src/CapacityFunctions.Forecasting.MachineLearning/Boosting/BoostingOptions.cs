using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Settings of gradient boosting with squared error. Defaults suit some ten thousand rows or more.</summary>
public sealed record BoostingOptions
{
    /// <summary>Most trees, at least 1.</summary>
    public int Trees { get; init; } = 300;

    /// <summary>Most leaves of a tree, 2 to 4,096. Up to 32 are evaluated fastest.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>Share of each tree that counts, above 0.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Fewest rows of a leaf, at least 1.</summary>
    public int MinimumRowsPerLeaf { get; init; } = 50;

    /// <summary>Share of the features that a tree may test, in (0, 1].</summary>
    public double FeatureFraction { get; init; } = 0.6;

    /// <summary>Share of the rows that a tree is grown on, in (0, 1].</summary>
    public double BaggingFraction { get; init; } = 0.6;

    /// <summary>Pulls leaf values to 0: the weight of so many rows without a gradient. At least 0.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>With validation rows: trees without improvement after which training stops, at least 1.</summary>
    public int Patience { get; init; } = 30;

    public int Seed { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Trees, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Leaves, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Leaves, TreeEnsembleBuilder.LargestTree);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumRowsPerLeaf, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FeatureFraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FeatureFraction, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BaggingFraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BaggingFraction, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(L2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
    }
}
