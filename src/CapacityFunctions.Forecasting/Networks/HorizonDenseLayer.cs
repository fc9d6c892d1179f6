namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// A dense layer on every step of the horizon, whose first inputs are the same for all steps of a sequence: their share of the sums is computed
/// once. Not for concurrent use.
/// </summary>
/// <param name="weights">(Shared + step inputs) × outputs.</param>
/// <param name="bias">Outputs.</param>
/// <param name="activation">Of the sums.</param>
/// <param name="shared">How many inputs are shared.</param>
/// <param name="steps">Steps of the horizon.</param>
/// <param name="capacity">Most sequences at once.</param>
internal sealed class HorizonDenseLayer(
    ParameterView weights, ParameterView bias, Activation activation, int shared, int steps, int capacity)
{
    private readonly int inputs = weights.Rows - shared;
    private readonly int outputs = weights.Columns;
    private readonly float[] sharedSums = new float[capacity * weights.Columns];
    private readonly float[] sums = new float[steps * capacity * weights.Columns];
    private readonly float[] results = new float[steps * capacity * weights.Columns];

    /// <summary>What the last forward pass gave: steps × sequences × outputs. Dropout changes it in place.</summary>
    public Span<float> Results => results;

    /// <param name="parameters">All of the network.</param>
    /// <param name="sharedInput">Count × shared inputs.</param>
    /// <param name="input">Steps × count × step inputs.</param>
    /// <param name="count">Sequences, 1 to the capacity.</param>
    public void Forward(ReadOnlySpan<float> parameters, ReadOnlySpan<float> sharedInput, ReadOnlySpan<float> input, int count)
    {
        ReadOnlySpan<float> matrix = weights.Of(parameters);
        Span<float> once = sharedSums.AsSpan(0, count * outputs);
        DenseLayer.FillRows(bias.Of(parameters), once);
        MatrixProduct.Add(sharedInput, matrix, once, count, shared, outputs);

        Span<float> target = sums.AsSpan(0, steps * count * outputs);
        DenseLayer.FillRows(once, target);
        MatrixProduct.Add(input, matrix[(shared * outputs)..], target, steps * count, inputs, outputs);
        DenseLayer.Activate(activation, target, results);
    }

    /// <param name="parameters">As at the forward pass.</param>
    /// <param name="sharedInput">As at the forward pass.</param>
    /// <param name="input">As at the forward pass.</param>
    /// <param name="outputGradient">Of the results, steps × count × outputs; overwritten with the gradients of the sums.</param>
    /// <param name="gradient">Of all parameters; this layer's are added.</param>
    /// <param name="sharedGradient">Receives count × shared inputs.</param>
    /// <param name="count">As at the forward pass.</param>
    public void Backward(
        ReadOnlySpan<float> parameters,
        ReadOnlySpan<float> sharedInput,
        ReadOnlySpan<float> input,
        Span<float> outputGradient,
        Span<float> gradient,
        Span<float> sharedGradient,
        int count)
    {
        Span<float> matrixGradient = weights.Of(gradient);
        Span<float> sumGradient = outputGradient[..(steps * count * outputs)];
        DenseLayer.Differentiate(activation, sums, sumGradient);
        MatrixProduct.AddTransposedLeft(input, sumGradient, matrixGradient[(shared * outputs)..], inputs, steps * count, outputs);

        Span<float> once = sharedSums.AsSpan(0, count * outputs);
        once.Clear();
        DenseLayer.AddRows(sumGradient, once);
        MatrixProduct.AddTransposedLeft(sharedInput, once, matrixGradient, shared, count, outputs);
        DenseLayer.AddRows(once, bias.Of(gradient));
        sharedGradient[..(count * shared)].Clear();
        MatrixProduct.AddTransposedRight(once, weights.Of(parameters), sharedGradient, count, outputs, shared);
    }
}
