using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>y = activation(x·W + b) on many rows, with the memory that the backward pass needs. Not for concurrent use.</summary>
/// <param name="weights">Inputs × outputs.</param>
/// <param name="bias">Outputs.</param>
/// <param name="activation">Of the sums.</param>
/// <param name="capacity">Most rows at once.</param>
internal sealed class DenseLayer(ParameterView weights, ParameterView bias, Activation activation, int capacity)
{
    private readonly int inputs = weights.Rows;
    private readonly int outputs = weights.Columns;
    private readonly float[] sums = new float[capacity * weights.Columns];
    private readonly float[] results = new float[capacity * weights.Columns];

    /// <summary>What the last forward pass gave: rows × outputs. Dropout changes it in place.</summary>
    public Span<float> Results => results;

    /// <param name="parameters">All of the network.</param>
    /// <param name="input">Rows × inputs.</param>
    /// <param name="rows">0 to the capacity.</param>
    public void Forward(ReadOnlySpan<float> parameters, ReadOnlySpan<float> input, int rows)
    {
        Span<float> target = sums.AsSpan(0, rows * outputs);
        FillRows(bias.Of(parameters), target);
        MatrixProduct.Add(input, weights.Of(parameters), target, rows, inputs, outputs);
        Activate(activation, target, results);
    }

    /// <param name="parameters">As at the forward pass.</param>
    /// <param name="input">As at the forward pass.</param>
    /// <param name="outputGradient">Of the results, rows × outputs; overwritten with the gradients of the sums.</param>
    /// <param name="gradient">Of all parameters; this layer's are added.</param>
    /// <param name="inputGradient">Receives rows × inputs.</param>
    /// <param name="rows">As at the forward pass.</param>
    public void Backward(
        ReadOnlySpan<float> parameters,
        ReadOnlySpan<float> input,
        Span<float> outputGradient,
        Span<float> gradient,
        Span<float> inputGradient,
        int rows)
    {
        Span<float> sumGradient = outputGradient[..(rows * outputs)];
        Differentiate(activation, sums, sumGradient);
        MatrixProduct.AddTransposedLeft(input, sumGradient, weights.Of(gradient), inputs, rows, outputs);
        AddRows(sumGradient, bias.Of(gradient));
        inputGradient[..(rows * inputs)].Clear();
        MatrixProduct.AddTransposedRight(sumGradient, weights.Of(parameters), inputGradient, rows, outputs, inputs);
    }

    public static void Activate(Activation activation, ReadOnlySpan<float> sums, Span<float> results)
    {
        if (activation == Activation.None)
        {
            sums.CopyTo(results);
            return;
        }

        for (int i = 0; i < sums.Length; i += Vector256<float>.Count)
        {
            int length = Math.Min(Vector256<float>.Count, sums.Length - i);
            Vector256<float> x = VectorMath.Load(sums.Slice(i, length));
            VectorMath.Store(x * VectorMath.Sigmoid(x), results.Slice(i, length));
        }
    }

    /// <summary>From the gradient of the results to that of the sums, in place.</summary>
    public static void Differentiate(Activation activation, ReadOnlySpan<float> sums, Span<float> gradient)
    {
        if (activation == Activation.None)
        {
            return;
        }

        Vector256<float> one = Vector256<float>.One;
        for (int i = 0; i < gradient.Length; i += Vector256<float>.Count)
        {
            int length = Math.Min(Vector256<float>.Count, gradient.Length - i);
            Vector256<float> x = VectorMath.Load(sums.Slice(i, length));
            Vector256<float> s = VectorMath.Sigmoid(x);
            Vector256<float> slope = s * (one + (x * (one - s)));
            VectorMath.Store(VectorMath.Load(gradient.Slice(i, length)) * slope, gradient.Slice(i, length));
        }
    }

    /// <summary>The same row again and again.</summary>
    public static void FillRows(ReadOnlySpan<float> row, Span<float> target)
    {
        for (int start = 0; start < target.Length; start += row.Length)
        {
            row.CopyTo(target[start..]);
        }
    }

    /// <summary>Adds every row to the sum.</summary>
    public static void AddRows(ReadOnlySpan<float> rows, Span<float> sum)
    {
        for (int start = 0; start < rows.Length; start += sum.Length)
        {
            TensorPrimitives.Add(sum, rows.Slice(start, sum.Length), sum);
        }
    }
}
