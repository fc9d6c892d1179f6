using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>
/// Trains a <see cref="DistributionForest"/> an ensemble at a time: the location, then the spread on log(|residual| + floor), each first by folds of
/// whole groups, so that neither the spread nor the residuals' quantiles are those of rows that were learned by heart. Not for concurrent use.
/// </summary>
public sealed class LocationSpreadTraining
{
    private readonly TrainingRows rows;
    private readonly LocationSpreadOptions options;
    private readonly GroupFolds folds;
    private readonly List<TreeEnsemble> grown = [];
    private readonly CrossFit location;
    private float[] residuals = [];
    private CrossFit? spread;

    /// <param name="rows">To learn from.</param>
    /// <param name="groups">Group of each row; rows of one group (a series) resemble each other.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentException">Rows, groups or options aren't valid.</exception>
    public LocationSpreadTraining(TrainingRows rows, ReadOnlySpan<int> groups, LocationSpreadOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        rows.Validate();
        options.Validate(rows.FeatureCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(groups.Length, rows.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Count, options.Folds);
        this.rows = rows;
        this.options = options;
        folds = new GroupFolds(groups, options.Folds);
        location = new CrossFit(rows, folds, options.Location);
    }

    /// <summary>Ensembles to grow in all.</summary>
    public int StepCount => 2 * (folds.Count + 1);

    /// <summary>Ensembles that are grown.</summary>
    public int StepsDone => grown.Count;

    public bool IsComplete => StepsDone == StepCount;

    /// <summary>Trains to the end.</summary>
    public static DistributionForest Train(TrainingRows rows, ReadOnlySpan<int> groups, LocationSpreadOptions options)
    {
        LocationSpreadTraining training = new(rows, groups, options);
        while (!training.IsComplete)
        {
            training.Advance();
        }

        return training.Complete();
    }

    /// <summary>Grows the next ensemble.</summary>
    /// <exception cref="InvalidOperationException">The training is complete.</exception>
    public void Advance()
    {
        if (IsComplete)
        {
            throw new InvalidOperationException("The training is complete.");
        }

        Accept((spread ?? location).GrowNext());
    }

    /// <exception cref="InvalidOperationException">The training isn't complete.</exception>
    public DistributionForest Complete()
    {
        if (!IsComplete || spread is null)
        {
            throw new InvalidOperationException($"{StepsDone} of {StepCount} steps are done.");
        }

        double[] logSpreads = spread.Predict();
        float[] standardised = new float[rows.Count];
        float[] spreads = new float[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            spreads[row] = (float)logSpreads[row];
            standardised[row] = (float)(residuals[row] / Math.Exp(logSpreads[row]));
        }

        ResidualQuantiles quantiles = ResidualQuantiles.Of(
            standardised, rows.Weights.Span, spreads, Steps(), options.SpreadBins, options.StepBins);
        return new DistributionForest(grown[folds.Count], grown[^1], quantiles, options.StepFeature);
    }

    /// <summary>Writes what is grown; <see cref="Resume"/> goes on from there.</summary>
    public void Write(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32(grown.Count);
        foreach (TreeEnsemble ensemble in grown)
        {
            ensemble.Write(writer);
        }
    }

    /// <summary>Takes up, at the begin of a training with the same rows and options, what another had grown.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of another training.</exception>
    public void Resume(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int count = reader.ReadInt32();
        if (count < 0 || count > StepCount - StepsDone)
        {
            throw new InvalidDataException($"Model state is damaged: {count} steps of {StepCount}.");
        }

        for (int i = 0; i < count; i++)
        {
            TreeEnsemble ensemble = TreeEnsemble.Read(reader);
            int most = (spread is null ? options.Location : options.Spread).Trees;
            Accept(ensemble.FeatureCount == rows.FeatureCount && ensemble.TreeCount <= most
                ? ensemble
                : throw new InvalidDataException($"Model state is damaged: {ensemble.TreeCount} trees over {ensemble.FeatureCount} features."));
        }
    }

    private void Accept(TreeEnsemble ensemble)
    {
        int part = grown.Count % (folds.Count + 1);
        if (part < folds.Count)
        {
            (spread ?? location).Accept(ensemble);
        }

        grown.Add(ensemble);
        if (part == folds.Count && spread is null)
        {
            spread = new CrossFit(rows with { Targets = LogResiduals() }, folds, options.Spread);
        }
    }

    private float[] LogResiduals()
    {
        double[] predictions = location.Predict();
        residuals = new float[rows.Count];
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < residuals.Length; row++)
        {
            residuals[row] = (float)(rows.Targets.Span[row] - predictions[row]);
            sum += rows.WeightAt(row) * Math.Abs(residuals[row]);
            weights += rows.WeightAt(row);
        }

        // Above 0 even where every residual is 0: a logarithm is taken.
        double floor = Math.Max(options.Floor * sum / Math.Max(weights, float.Epsilon), float.Epsilon);
        float[] targets = new float[rows.Count];
        for (int row = 0; row < targets.Length; row++)
        {
            targets[row] = (float)Math.Log(Math.Abs(residuals[row]) + floor);
        }

        return targets;
    }

    private float[] Steps()
    {
        if (options.StepFeature == DistributionForest.NoStep)
        {
            return [];
        }

        float[] steps = new float[rows.Count];
        for (int row = 0; row < steps.Length; row++)
        {
            steps[row] = rows.RowAt(row)[options.StepFeature];
        }

        return steps;
    }
}
