using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Settings of <see cref="LocationSpreadTraining"/>.</summary>
public sealed record LocationSpreadOptions
{
    /// <summary>How the location is grown; of its trees as many are kept as predict rows outside their fold best.</summary>
    public BoostingOptions Location { get; init; } = new();

    /// <summary>How the logarithm of the spread is grown: it varies less than the location, and one residual says little about it.</summary>
    public BoostingOptions Spread { get; init; } = new() { Trees = 150, MinimumRowsPerLeaf = 200 };

    /// <summary>Parts that are held back in turn, at least 2.</summary>
    public int Folds { get; init; } = 3;

    /// <summary>Added to every absolute residual before its logarithm, as a share of their mean; above 0.</summary>
    public double Floor { get; init; } = 0.05;

    /// <summary>Column that holds the step ahead, for the pooling of residuals; <see cref="DistributionForest.NoStep"/> for none.</summary>
    public int StepFeature { get; init; } = DistributionForest.NoStep;

    /// <summary>Bins of the predicted spread, at least 1.</summary>
    public int SpreadBins { get; init; } = 5;

    /// <summary>Bins of the step ahead, at least 1.</summary>
    public int StepBins { get; init; } = 3;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    internal void Validate(int featureCount)
    {
        Location.Validate();
        Spread.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Floor);
        ArgumentOutOfRangeException.ThrowIfLessThan(StepFeature, DistributionForest.NoStep);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(StepFeature, featureCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(SpreadBins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(StepBins, 1);
    }
}
