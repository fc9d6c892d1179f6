namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Rows to learn from or to validate with; not copied and not changed.</summary>
/// <param name="FeatureCount">Values of a row, 1 to 65,535.</param>
/// <param name="Features">Row after row, <paramref name="FeatureCount"/> values each; finite, or NaN where missing.</param>
/// <param name="Targets">One a row, finite.</param>
/// <param name="Weights">One a row, 0 or more; empty when all rows count the same.</param>
public sealed record TrainingRows(int FeatureCount, ReadOnlyMemory<float> Features, ReadOnlyMemory<float> Targets, ReadOnlyMemory<float> Weights)
{
    /// <summary>Rows.</summary>
    public int Count => Targets.Length;

    public ReadOnlySpan<float> RowAt(int row) => Features.Span.Slice(row * FeatureCount, FeatureCount);

    public float WeightAt(int row) => Weights.IsEmpty ? 1 : Weights.Span[row];

    /// <summary>A copy of some rows.</summary>
    internal TrainingRows Select(ReadOnlySpan<int> selected)
    {
        float[] features = new float[selected.Length * FeatureCount];
        float[] targets = new float[selected.Length];
        float[] weights = new float[Weights.IsEmpty ? 0 : selected.Length];
        for (int i = 0; i < selected.Length; i++)
        {
            RowAt(selected[i]).CopyTo(features.AsSpan(i * FeatureCount));
            targets[i] = Targets.Span[selected[i]];
            if (weights.Length > 0)
            {
                weights[i] = Weights.Span[selected[i]];
            }
        }

        return new TrainingRows(FeatureCount, features, targets, weights);
    }

    /// <exception cref="ArgumentException">Lengths don't fit, or a number isn't allowed.</exception>
    internal void Validate()
    {
        if (FeatureCount is < 1 or > ushort.MaxValue || Count == 0 || Features.Length != (long)FeatureCount * Count
            || (!Weights.IsEmpty && Weights.Length != Count))
        {
            throw new ArgumentException($"{Count} rows of {FeatureCount} features don't have {Features.Length} values and {Weights.Length} weights.");
        }

        foreach (float value in Features.Span)
        {
            if (float.IsInfinity(value))
            {
                throw new ArgumentException("A feature is infinite.");
            }
        }

        foreach (float target in Targets.Span)
        {
            if (!float.IsFinite(target))
            {
                throw new ArgumentException("A target isn't finite.");
            }
        }

        foreach (float weight in Weights.Span)
        {
            if (!float.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException($"A weight is {weight}.");
            }
        }
    }
}
