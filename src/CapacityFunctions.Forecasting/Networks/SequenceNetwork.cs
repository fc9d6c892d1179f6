using System.Collections.Concurrent;
using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// From a window of inputs to quantiles of every step of a horizon: LSTM layers read the window; for each step two dense layers see their last state,
/// the sequence's traits and what is known of that step, and say how far the quantiles are from a given base. A batch is worked on in slices of fixed
/// size whose gradients are added in order, so that threads change nothing but the time. Prediction is safe for concurrent use, training is not.
/// </summary>
internal sealed class SequenceNetwork
{
    /// <summary>Sequences whose gradient is computed together.</summary>
    public const int SliceSize = 16;

    private const byte Version = 1;

    private readonly int seed;
    private readonly float[] parameters;
    private readonly AdamOptimizer optimizer;
    private readonly ConcurrentBag<SlicePass> predictors = [];
    private readonly ConcurrentBag<SlicePass> trainers = [];
    private readonly List<float[]> gradients = [];
    private double[] losses = [];

    /// <param name="shape">Sizes.</param>
    /// <param name="seed">Of first parameters and dropout.</param>
    /// <param name="options">Of the optimiser; the defaults where null.</param>
    public SequenceNetwork(NetworkShape shape, int seed, AdamOptions? options = null)
        : this(shape, seed, options, null)
    {
    }

    private SequenceNetwork(NetworkShape shape, int seed, AdamOptions? options, float[]? saved)
    {
        Shape = shape;
        Layout = new NetworkLayout(shape);
        this.seed = seed;
        parameters = saved ?? ParameterInitialiser.Create(shape, Layout, seed);
        if (parameters.Length != Layout.Count)
        {
            throw new InvalidDataException($"State of a network of {parameters.Length} parameters, {Layout.Count} were expected.");
        }

        optimizer = new AdamOptimizer(Layout.Count, Layout.Decayed, options ?? new AdamOptions());
    }

    public NetworkShape Shape { get; }

    public NetworkLayout Layout { get; }

    /// <summary>All parameters, as <see cref="Layout"/> says. Not to be changed while another thread predicts.</summary>
    public Span<float> Parameters => parameters;

    /// <summary>Forward, backward and one step of the optimiser.</summary>
    /// <param name="batch">With at least one known target of a weight above 0; otherwise nothing happens.</param>
    /// <param name="step">Number of the step in the training: it decides what dropout leaves out.</param>
    /// <param name="learningRate">Above 0.</param>
    /// <param name="threads">At least 1.</param>
    /// <returns>The loss before the step, with dropout.</returns>
    public float TrainStep(NetworkBatch batch, int step, float learningRate, int threads)
    {
        if (batch.KnownWeight() <= 0)
        {
            return 0;
        }

        float loss = Gradient(batch, new Dropout(Shape.DropoutRate, seed, step), threads);
        optimizer.Step(parameters, gradients[0], learningRate);
        return loss;
    }

    /// <summary>Mean pinball loss over probabilities and known targets, those weighted by their sequence; without dropout. 0 when nothing is known.</summary>
    public float Loss(NetworkBatch batch, int threads)
    {
        double weight = batch.KnownWeight();
        int slices = Prepare(batch);
        Run(slices, threads, (pass, slice) => Forward(pass, batch, slice, default));
        return weight > 0 ? (float)(Sum(slices) / weight) : 0;
    }

    /// <summary>Quantiles without dropout.</summary>
    /// <param name="batch">Targets, mask and weights are not read.</param>
    /// <param name="quantiles">Receives count × horizon steps × probabilities.</param>
    public void Predict(NetworkBatch batch, Span<float> quantiles)
    {
        int capacity = Math.Min(batch.Count, SliceSize);
        if (!predictors.TryTake(out SlicePass? pass) || pass.Capacity < capacity)
        {
            pass = new SlicePass(Shape, Layout, capacity);
        }

        for (int first = 0; first < batch.Count; first += SliceSize)
        {
            int count = Math.Min(SliceSize, batch.Count - first);
            pass.Forward(parameters, batch, first, count, default);
            for (int row = 0; row < Shape.HorizonSteps * count; row++)
            {
                int target = ((first + (row % count)) * Shape.HorizonSteps) + (row / count);
                pass.Quantiles.Slice(row * Shape.Quantiles, Shape.Quantiles).CopyTo(quantiles[(target * Shape.Quantiles)..]);
            }
        }

        predictors.Add(pass);
    }

    /// <summary>Loss with the given dropout, and its gradient.</summary>
    /// <param name="batch">With known weight above 0.</param>
    /// <param name="dropout">The default for none.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="gradient">Receives one number a parameter.</param>
    public float Gradient(NetworkBatch batch, Dropout dropout, int threads, Span<float> gradient)
    {
        float loss = Gradient(batch, dropout, threads);
        gradients[0].CopyTo(gradient);
        return loss;
    }

    /// <summary>The same network for another number of steps ahead, which all share the decoder; it shares the parameters, too.</summary>
    public SequenceNetwork ForHorizon(int steps) => new(Shape with { HorizonSteps = steps }, seed, null, parameters);

    /// <summary>Seed and parameters.</summary>
    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteInt32(seed);
        writer.WriteSingles(parameters);
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of another shape.</exception>
    public static SequenceNetwork Read(StateReader reader, NetworkShape shape, AdamOptions? options = null)
    {
        StateVersion.Require(reader.ReadByte(), Version, nameof(SequenceNetwork));
        return new SequenceNetwork(shape, reader.ReadInt32(), options, reader.ReadSingles());
    }

    /// <summary>What the optimiser remembers, to go on with a training.</summary>
    public void WriteOptimizer(StateWriter writer) => optimizer.Write(writer);

    /// <summary>What <see cref="WriteOptimizer"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of another shape.</exception>
    public void ReadOptimizer(StateReader reader) => optimizer.Read(reader);

    /// <summary>Every slice with a pass that nobody else uses meanwhile; as many passes are kept as there were threads.</summary>
    private void Run(int slices, int threads, Action<SlicePass, int> work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (threads == 1)
        {
            for (int slice = 0; slice < slices; slice++)
            {
                RunOne(slice);
            }
        }
        else
        {
            Parallel.For(0, slices, new ParallelOptions { MaxDegreeOfParallelism = threads }, RunOne);
        }

        void RunOne(int slice)
        {
            if (!trainers.TryTake(out SlicePass? pass))
            {
                pass = new SlicePass(Shape, Layout, SliceSize);
            }

            work(pass, slice);
            trainers.Add(pass);
        }
    }

    /// <summary>Leaves the gradient in the first slice's buffer.</summary>
    private float Gradient(NetworkBatch batch, Dropout dropout, int threads)
    {
        double weight = batch.KnownWeight();
        int slices = Prepare(batch);
        while (gradients.Count < slices)
        {
            gradients.Add(new float[parameters.Length]);
        }

        Run(slices, threads, (pass, slice) =>
        {
            Forward(pass, batch, slice, dropout);
            pass.Backward(parameters, batch, (float)(1 / weight), gradients[slice]);
        });
        for (int slice = 1; slice < slices; slice++)
        {
            TensorPrimitives.Add(gradients[0], gradients[slice], gradients[0]);
        }

        return (float)(Sum(slices) / weight);
    }

    private void Forward(SlicePass pass, NetworkBatch batch, int slice, Dropout dropout)
    {
        int first = slice * SliceSize;
        pass.Forward(parameters, batch, first, Math.Min(SliceSize, batch.Count - first), dropout);
        losses[slice] = pass.Loss(batch);
    }

    /// <returns>How many slices the batch has; there is room for the loss of each.</returns>
    private int Prepare(NetworkBatch batch)
    {
        int slices = (batch.Count + SliceSize - 1) / SliceSize;
        if (losses.Length < slices)
        {
            losses = new double[slices];
        }

        return slices;
    }

    private double Sum(int slices)
    {
        double sum = 0;
        for (int slice = 0; slice < slices; slice++)
        {
            sum += losses[slice];
        }

        return sum;
    }
}
