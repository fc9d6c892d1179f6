namespace CapacityFunctions.Forecasting.Networks;

/// <summary>Settings of <see cref="AdamOptimizer"/>; those of the paper unless said otherwise.</summary>
internal sealed record AdamOptions
{
    /// <summary>Memory of the mean gradient, 0 up to but without 1.</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Memory of the mean squared gradient, 0 up to but without 1.</summary>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>Added to the root of the mean square, above 0.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>Share of a weight, times the learning rate, that each step takes away; biases are spared.</summary>
    public float WeightDecay { get; init; } = 1e-4f;

    /// <summary>A longer gradient is shortened to this Euclidean norm (Pascanu, Mikolov &amp; Bengio 2013).</summary>
    public float ClipNorm { get; init; } = 1;
}
