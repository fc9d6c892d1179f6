using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>The forward and backward pass of a network over a few sequences of a batch, with all memory they need. Not for concurrent use.</summary>
internal sealed class SlicePass
{
    private readonly NetworkShape shape;
    private readonly NetworkLayout layout;
    private readonly LstmLayer[] encoder;
    private readonly HorizonDenseLayer first;
    private readonly DenseLayer second;
    private readonly DenseLayer outputs;
    private readonly QuantileHead head;
    private readonly float[][] encoderInputs;
    private readonly float[] shared;
    private readonly float[] stepInputs;
    private readonly float[] quantiles;
    private BackwardBuffers? buffers;
    private Dropout dropout;
    private int start;
    private int count;

    /// <param name="shape">Sizes.</param>
    /// <param name="layout">Of the same shape.</param>
    /// <param name="capacity">Most sequences at once.</param>
    public SlicePass(NetworkShape shape, NetworkLayout layout, int capacity)
    {
        this.shape = shape;
        this.layout = layout;
        Capacity = capacity;
        int steps = shape.WindowSteps;
        int rows = shape.HorizonSteps * capacity;
        encoder = new LstmLayer[shape.Layers];
        encoderInputs = new float[shape.Layers][];
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            encoder[layer] = new LstmLayer(layout.Inputs[layer], layout.Recurrents[layer], layout.GateBiases[layer], steps, capacity);
            encoderInputs[layer] = new float[steps * capacity * layout.Inputs[layer].Rows];
        }

        first = new HorizonDenseLayer(layout.First, layout.FirstBias, Activation.Silu, layout.SharedInputs, shape.HorizonSteps, capacity);
        second = new DenseLayer(layout.Second, layout.SecondBias, Activation.Silu, rows);
        outputs = new DenseLayer(layout.Head, layout.HeadBias, Activation.None, rows);
        head = new QuantileHead(shape.Probabilities);
        shared = new float[capacity * layout.SharedInputs];
        stepInputs = new float[rows * shape.DecoderInputs];
        quantiles = new float[rows * shape.Quantiles];
    }

    public int Capacity { get; }

    /// <summary>What the last forward pass gave: horizon steps × count × probabilities.</summary>
    public ReadOnlySpan<float> Quantiles => quantiles.AsSpan(0, shape.HorizonSteps * count * shape.Quantiles);

    /// <summary>Sum of weight × loss over the known targets at the last <see cref="Forward"/>.</summary>
    public double Loss(NetworkBatch batch)
    {
        double sum = 0;
        for (int step = 0; step < shape.HorizonSteps; step++)
        {
            for (int sequence = 0; sequence < count; sequence++)
            {
                int target = (step * batch.Count) + start + sequence;
                if (batch.Known[target])
                {
                    sum += batch.Weights[start + sequence] * head.Loss(QuantileRow((step * count) + sequence), batch.Targets[target]);
                }
            }
        }

        return sum;
    }

    /// <param name="parameters">All of the network.</param>
    /// <param name="batch">The whole batch.</param>
    /// <param name="firstSequence">The first of it that is meant.</param>
    /// <param name="sequences">How many, 1 to the capacity.</param>
    /// <param name="mask">What is left out; the default for nothing.</param>
    public void Forward(ReadOnlySpan<float> parameters, NetworkBatch batch, int firstSequence, int sequences, Dropout mask)
    {
        start = firstSequence;
        count = sequences;
        dropout = mask;
        CopyRows(batch.Window, encoderInputs[0], shape.WindowSteps, batch.Count, shape.EncoderInputs);
        CopyRows(batch.StepInputs, stepInputs, shape.HorizonSteps, batch.Count, shape.DecoderInputs);
        Encode(parameters);
        Share(parameters, batch);

        int rows = shape.HorizonSteps * count;
        int hidden = rows * shape.DecoderUnits;
        first.Forward(parameters, shared, stepInputs, count);
        Drop(first.Results[..hidden], shape.DecoderUnits, shape.Layers);
        second.Forward(parameters, first.Results, rows);
        Drop(second.Results[..hidden], shape.DecoderUnits, shape.Layers + 1);
        outputs.Forward(parameters, second.Results, rows);
        for (int row = 0; row < rows; row++)
        {
            float baseline = batch.Base[(row / count * batch.Count) + start + (row % count)];
            head.Forward(OutputRow(row), baseline, QuantileRow(row));
        }
    }

    /// <summary>Back from the last <see cref="Forward"/>; once.</summary>
    /// <param name="parameters">As there.</param>
    /// <param name="batch">As there.</param>
    /// <param name="scale">What the loss is multiplied by.</param>
    /// <param name="gradient">One a parameter; receives the gradient of scale × loss.</param>
    public void Backward(ReadOnlySpan<float> parameters, NetworkBatch batch, float scale, Span<float> gradient)
    {
        buffers ??= new BackwardBuffers(shape, layout, Capacity);
        gradient.Clear();
        int rows = shape.HorizonSteps * count;
        int hidden = rows * shape.DecoderUnits;
        LossGradient(batch, scale);
        outputs.Backward(parameters, second.Results, buffers.Outputs, gradient, buffers.Second, rows);
        Drop(buffers.Second.AsSpan(0, hidden), shape.DecoderUnits, shape.Layers + 1);
        second.Backward(parameters, first.Results, buffers.Second, gradient, buffers.First, rows);
        Drop(buffers.First.AsSpan(0, hidden), shape.DecoderUnits, shape.Layers);
        first.Backward(parameters, shared, stepInputs, buffers.First, gradient, buffers.Shared, count);
        for (int sequence = 0; sequence < count; sequence++)
        {
            ReadOnlySpan<float> row = buffers.Shared.AsSpan(sequence * layout.SharedInputs, layout.SharedInputs);
            row[..shape.Units].CopyTo(buffers.Context.AsSpan(sequence * shape.Units));
            AddTraitGradient(batch.Traits[start + sequence], row[shape.Units..], layout.Traits.Of(gradient));
        }

        EncoderGradient(parameters, gradient);
    }

    private void Encode(ReadOnlySpan<float> parameters)
    {
        for (int layer = 0; layer < encoder.Length; layer++)
        {
            if (layer > 0)
            {
                Span<float> input = encoderInputs[layer].AsSpan(0, shape.WindowSteps * count * shape.Units);
                encoder[layer - 1].States[..input.Length].CopyTo(input);
                Drop(input, shape.Units, layer - 1);
            }

            encoder[layer].Forward(parameters, encoderInputs[layer], count);
        }
    }

    private void EncoderGradient(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        Span<float> above = default;
        ReadOnlySpan<float> last = buffers!.Context.AsSpan(0, count * shape.Units);
        for (int layer = encoder.Length - 1; layer >= 0; layer--)
        {
            Span<float> below = layer == 0 ? default : buffers.States[layer % 2].AsSpan(0, shape.WindowSteps * count * shape.Units);
            encoder[layer].Backward(parameters, encoderInputs[layer], last, above, gradient, below, count);
            Drop(below, shape.Units, layer - 1);
            above = below;
            last = buffers.NoContext.AsSpan(0, count * shape.Units);
        }
    }

    /// <summary>The inputs that all steps of a sequence share: the last state, then the sum of its words' vectors.</summary>
    private void Share(ReadOnlySpan<float> parameters, NetworkBatch batch)
    {
        ReadOnlySpan<float> states = encoder[^1].States[((shape.WindowSteps - 1) * count * shape.Units)..];
        ReadOnlySpan<float> words = layout.Traits.Of(parameters);
        for (int sequence = 0; sequence < count; sequence++)
        {
            Span<float> row = shared.AsSpan(sequence * layout.SharedInputs, layout.SharedInputs);
            states.Slice(sequence * shape.Units, shape.Units).CopyTo(row);
            Span<float> sum = row[shape.Units..];
            sum.Clear();
            foreach (int word in batch.Traits[start + sequence])
            {
                TensorPrimitives.Add(sum, words.Slice(word * shape.TraitUnits, shape.TraitUnits), sum);
            }
        }
    }

    private void AddTraitGradient(int[] words, ReadOnlySpan<float> slope, Span<float> gradient)
    {
        foreach (int word in words)
        {
            Span<float> target = gradient.Slice(word * shape.TraitUnits, shape.TraitUnits);
            TensorPrimitives.Add(target, slope, target);
        }
    }

    private void LossGradient(NetworkBatch batch, float scale)
    {
        for (int row = 0; row < shape.HorizonSteps * count; row++)
        {
            int sequence = start + (row % count);
            int target = (row / count * batch.Count) + sequence;
            Span<float> slope = buffers!.Outputs.AsSpan(row * shape.Quantiles, shape.Quantiles);
            if (batch.Known[target])
            {
                head.Backward(OutputRow(row), QuantileRow(row), batch.Targets[target], scale * batch.Weights[sequence], slope);
            }
            else
            {
                slope.Clear();
            }
        }
    }

    private void Drop(Span<float> values, int width, int place) => dropout.Apply(values, start, count, width, place);

    private ReadOnlySpan<float> OutputRow(int row) => outputs.Results.Slice(row * shape.Quantiles, shape.Quantiles);

    private Span<float> QuantileRow(int row) => quantiles.AsSpan(row * shape.Quantiles, shape.Quantiles);

    /// <summary>This slice's columns of steps × all sequences × width.</summary>
    private void CopyRows(float[] source, float[] target, int steps, int all, int width)
    {
        for (int step = 0; step < steps; step++)
        {
            source.AsSpan(((step * all) + start) * width, count * width).CopyTo(target.AsSpan(step * count * width));
        }
    }
}
