using System.Runtime.Intrinsics;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// One layer of long short-term memory (Hochreiter &amp; Schmidhuber 1997, with the forget gate of Gers et al. 2000) with the memory that its forward and
/// backward pass need. Gates stand in the order input, forget, candidate, output, as PyTorch's; states before the first step are zero:
/// c = f·c₋₁ + i·g, h = o·tanh c. Not for concurrent use.
/// </summary>
/// <param name="input">Inputs × 4·units.</param>
/// <param name="recurrent">Units × 4·units.</param>
/// <param name="bias">4·units.</param>
/// <param name="steps">Time steps, at least 1.</param>
/// <param name="capacity">Most sequences at once.</param>
internal sealed class LstmLayer(ParameterView input, ParameterView recurrent, ParameterView bias, int steps, int capacity)
{
    // Gates of this many steps stay in the second-level cache between the product of all their inputs and the recurrence.
    private const int BlockSteps = 8;

    private readonly int inputs = input.Rows;
    private readonly int units = recurrent.Rows;
    private readonly int width = recurrent.Columns;
    private readonly float[] gates = new float[steps * capacity * recurrent.Columns];
    private readonly float[] cells = new float[steps * capacity * recurrent.Rows];
    private readonly float[] cellTanhs = new float[steps * capacity * recurrent.Rows];
    private readonly float[] states = new float[steps * capacity * recurrent.Rows];
    private readonly float[] stateGradient = new float[capacity * recurrent.Rows];
    private readonly float[] cellGradient = new float[capacity * recurrent.Rows];
    private readonly float[] recurrentTransposed = new float[recurrent.Length];
    private readonly float[] inputTransposed = new float[input.Length];

    /// <summary>What the last forward pass gave: steps × sequences × units.</summary>
    public ReadOnlySpan<float> States => states;

    /// <param name="parameters">All of the network.</param>
    /// <param name="sequences">Steps × count × inputs.</param>
    /// <param name="count">Sequences, 1 to the capacity.</param>
    public void Forward(ReadOnlySpan<float> parameters, ReadOnlySpan<float> sequences, int count)
    {
        ReadOnlySpan<float> inputWeights = input.Of(parameters);
        ReadOnlySpan<float> recurrentWeights = recurrent.Of(parameters);
        for (int first = 0; first < steps; first += BlockSteps)
        {
            int last = Math.Min(first + BlockSteps, steps);
            int rows = (last - first) * count;
            Span<float> block = gates.AsSpan(first * count * width, rows * width);
            DenseLayer.FillRows(bias.Of(parameters), block);
            MatrixProduct.Add(sequences.Slice(first * count * inputs, rows * inputs), inputWeights, block, rows, inputs, width);
            for (int step = first; step < last; step++)
            {
                if (step > 0)
                {
                    ReadOnlySpan<float> before = states.AsSpan((step - 1) * count * units, count * units);
                    MatrixProduct.Add(before, recurrentWeights, gates.AsSpan(step * count * width, count * width), count, units, width);
                }

                for (int sequence = 0; sequence < count; sequence++)
                {
                    UpdateCell((step * count) + sequence, count);
                }
            }
        }
    }

    /// <summary>Back through all steps of the last forward pass; once, since it overwrites the gates with their gradients.</summary>
    /// <param name="parameters">As at the forward pass.</param>
    /// <param name="sequences">As at the forward pass.</param>
    /// <param name="lastGradient">Of the last states, count × units.</param>
    /// <param name="outputGradient">Of the states of all steps, steps × count × units; empty when nothing but the last is used.</param>
    /// <param name="gradient">Of all parameters; this layer's are added.</param>
    /// <param name="inputGradient">Receives those of the sequences; empty when nobody asks.</param>
    /// <param name="count">As at the forward pass.</param>
    public void Backward(
        ReadOnlySpan<float> parameters,
        ReadOnlySpan<float> sequences,
        ReadOnlySpan<float> lastGradient,
        ReadOnlySpan<float> outputGradient,
        Span<float> gradient,
        Span<float> inputGradient,
        int count)
    {
        MatrixProduct.Transpose(recurrent.Of(parameters), recurrentTransposed, units, width);
        MatrixProduct.Transpose(input.Of(parameters), inputTransposed, inputs, width);
        lastGradient.CopyTo(stateGradient);
        cellGradient.AsSpan(0, count * units).Clear();
        Span<float> fromLater = stateGradient.AsSpan(0, count * units);
        for (int last = steps; last > 0;)
        {
            int first = (last - 1) / BlockSteps * BlockSteps;
            for (int step = last - 1; step >= first; step--)
            {
                for (int sequence = 0; sequence < count; sequence++)
                {
                    int row = (step * count) + sequence;
                    ReadOnlySpan<float> direct = outputGradient.IsEmpty ? default : outputGradient.Slice(row * units, units);
                    BackUpCell(row, sequence, count, direct);
                }

                fromLater.Clear();
                ReadOnlySpan<float> gateGradient = gates.AsSpan(step * count * width, count * width);
                MatrixProduct.Add(gateGradient, recurrentTransposed, fromLater, count, width, units);
            }

            AddWeightGradients(sequences, gradient, inputGradient, first, last, count);
            last = first;
        }
    }

    private void AddWeightGradients(
        ReadOnlySpan<float> sequences, Span<float> gradient, Span<float> inputGradient, int first, int last, int count)
    {
        int rows = (last - first) * count;
        ReadOnlySpan<float> block = gates.AsSpan(first * count * width, rows * width);
        ReadOnlySpan<float> read = sequences.Slice(first * count * inputs, rows * inputs);
        MatrixProduct.AddTransposedLeft(read, block, input.Of(gradient), inputs, rows, width);
        DenseLayer.AddRows(block, bias.Of(gradient));

        // The first step has no state before it.
        int skipped = first == 0 ? count : 0;
        ReadOnlySpan<float> before = states.AsSpan(((first * count) - count + skipped) * units);
        MatrixProduct.AddTransposedLeft(before, block[(skipped * width)..], recurrent.Of(gradient), units, rows - skipped, width);
        if (!inputGradient.IsEmpty)
        {
            Span<float> target = inputGradient.Slice(first * count * inputs, rows * inputs);
            target.Clear();
            MatrixProduct.Add(block, inputTransposed, target, rows, width, inputs);
        }
    }

    private void UpdateCell(int row, int count)
    {
        Span<float> gate = gates.AsSpan(row * width, width);
        ReadOnlySpan<float> before = row >= count ? cells.AsSpan((row - count) * units, units) : default;
        Span<float> cell = cells.AsSpan(row * units, units);
        Span<float> cellTanh = cellTanhs.AsSpan(row * units, units);
        Span<float> state = states.AsSpan(row * units, units);
        for (int unit = 0; unit < units; unit += Vector256<float>.Count)
        {
            int length = Math.Min(Vector256<float>.Count, units - unit);
            Vector256<float> i = VectorMath.Sigmoid(VectorMath.Load(gate.Slice(unit, length)));
            Vector256<float> f = VectorMath.Sigmoid(VectorMath.Load(gate.Slice(units + unit, length)));
            Vector256<float> g = VectorMath.Tanh(VectorMath.Load(gate.Slice((2 * units) + unit, length)));
            Vector256<float> o = VectorMath.Sigmoid(VectorMath.Load(gate.Slice((3 * units) + unit, length)));
            Vector256<float> c = i * g;
            if (!before.IsEmpty)
            {
                c = Vector256.MultiplyAddEstimate(f, VectorMath.Load(before.Slice(unit, length)), c);
            }

            Vector256<float> tanh = VectorMath.Tanh(c);
            VectorMath.Store(i, gate.Slice(unit, length));
            VectorMath.Store(f, gate.Slice(units + unit, length));
            VectorMath.Store(g, gate.Slice((2 * units) + unit, length));
            VectorMath.Store(o, gate.Slice((3 * units) + unit, length));
            VectorMath.Store(c, cell.Slice(unit, length));
            VectorMath.Store(tanh, cellTanh.Slice(unit, length));
            VectorMath.Store(o * tanh, state.Slice(unit, length));
        }
    }

    /// <summary>Turns the gates of a row into the gradients of their sums, and the cell's gradient into that of the step before.</summary>
    private void BackUpCell(int row, int sequence, int count, ReadOnlySpan<float> direct)
    {
        Span<float> gate = gates.AsSpan(row * width, width);
        ReadOnlySpan<float> before = row >= count ? cells.AsSpan((row - count) * units, units) : default;
        ReadOnlySpan<float> cellTanh = cellTanhs.AsSpan(row * units, units);
        ReadOnlySpan<float> fromLater = stateGradient.AsSpan(sequence * units, units);
        Span<float> fromCell = cellGradient.AsSpan(sequence * units, units);
        Vector256<float> one = Vector256<float>.One;
        for (int unit = 0; unit < units; unit += Vector256<float>.Count)
        {
            int length = Math.Min(Vector256<float>.Count, units - unit);
            Vector256<float> i = VectorMath.Load(gate.Slice(unit, length));
            Vector256<float> f = VectorMath.Load(gate.Slice(units + unit, length));
            Vector256<float> g = VectorMath.Load(gate.Slice((2 * units) + unit, length));
            Vector256<float> o = VectorMath.Load(gate.Slice((3 * units) + unit, length));
            Vector256<float> tanh = VectorMath.Load(cellTanh.Slice(unit, length));
            Vector256<float> h = VectorMath.Load(fromLater.Slice(unit, length));
            if (!direct.IsEmpty)
            {
                h += VectorMath.Load(direct.Slice(unit, length));
            }

            Vector256<float> c = VectorMath.Load(fromCell.Slice(unit, length)) + (h * o * (one - (tanh * tanh)));
            Vector256<float> previous = before.IsEmpty ? default : VectorMath.Load(before.Slice(unit, length));
            VectorMath.Store(c * g * i * (one - i), gate.Slice(unit, length));
            VectorMath.Store(c * previous * f * (one - f), gate.Slice(units + unit, length));
            VectorMath.Store(c * i * (one - (g * g)), gate.Slice((2 * units) + unit, length));
            VectorMath.Store(h * tanh * o * (one - o), gate.Slice((3 * units) + unit, length));
            VectorMath.Store(c * f, fromCell.Slice(unit, length));
        }
    }
}
