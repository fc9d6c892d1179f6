using CapacityFunctions.Forecasting.Networks;
using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>
/// The training of one network, batch by batch: the rate falls with a cosine, after each epoch the loss on the last windows of each series is
/// measured, and the parameters with the lowest one are kept (early stopping).
/// </summary>
internal sealed class NetworkTraining
{
    private const int BatchSize = 64;

    // Epochs without a lower loss after which it's over.
    private const int Patience = 4;

    private readonly NetworkData data;
    private readonly NetworkStage stage;
    private readonly SequenceNetwork network;
    private readonly NetworkBatch batch;
    private readonly int[] training;
    private readonly int[] validation;
    private readonly int threads;
    private int[] order = [];
    private int epoch;
    private int next;
    private int step;
    private float[] best;

    /// <param name="data">Windows and how they are standardised.</param>
    /// <param name="stage">What is trained, and for how long.</param>
    /// <param name="start">First parameters; null to draw them.</param>
    /// <param name="threads">Changes nothing but the time.</param>
    public NetworkTraining(NetworkData data, NetworkStage stage, float[]? start, int threads)
    {
        this.data = data;
        this.stage = stage;
        this.threads = threads;
        network = new SequenceNetwork(data.ShapeOf(stage.Size), stage.Seed, new AdamOptions { WeightDecay = 0.01f });
        start?.CopyTo(network.Parameters);
        batch = new NetworkBatch(network.Shape, BatchSize);
        training = data.Windows(window => stage.IsFull || !data.IsValidation(window));
        validation = stage.IsFull ? [] : data.Windows(data.IsValidation);
        best = network.Parameters.ToArray();
        Shuffle();
    }

    /// <summary>The lowest loss on the validation windows, in units of seasonal naive's errors; infinite before the first epoch.</summary>
    public double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>After how many epochs it was lowest.</summary>
    public int BestEpoch { get; private set; }

    public ReadOnlySpan<float> Best => best;

    public bool IsComplete => epoch >= stage.Epochs || (BestEpoch > 0 && epoch - BestEpoch >= Patience);

    /// <summary>Share of the epochs that is done.</summary>
    public double Progress => IsComplete ? 1 : (epoch + ((double)next / Math.Max(1, training.Length))) / stage.Epochs;

    /// <summary>Trains some batches, at most to the end of the epoch.</summary>
    public void Advance(int batches)
    {
        for (int done = 0; done < batches && next < training.Length; done++)
        {
            int count = Math.Min(BatchSize, training.Length - next);
            data.Fill(batch, order.AsSpan(next, count));
            double share = (double)((epoch * (long)training.Length) + next) / ((long)stage.Schedule * training.Length);
            network.TrainStep(batch, step++, (float)(stage.Rate * (1 + Math.Cos(Math.PI * share)) / 2), threads);
            next += count;
        }

        if (next >= training.Length)
        {
            EndEpoch();
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteInt32(epoch);
        writer.WriteInt32(next);
        writer.WriteInt32(step);
        writer.WriteDouble(BestLoss);
        writer.WriteInt32(BestEpoch);
        writer.WriteSingles(best);
        writer.WriteSingles(network.Parameters);
        network.WriteOptimizer(writer);
    }

    /// <summary>Goes on where <see cref="Write"/> was called.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of another training.</exception>
    public void Read(StateReader reader)
    {
        epoch = reader.ReadInt32();
        next = reader.ReadInt32();
        step = reader.ReadInt32();
        BestLoss = reader.ReadDouble();
        BestEpoch = reader.ReadInt32();
        best = reader.ReadSingles();
        float[] parameters = reader.ReadSingles();
        bool isPlace = epoch >= 0 && epoch <= stage.Epochs && BestEpoch >= 0 && BestEpoch <= epoch && step >= 0 && next >= 0 && next <= training.Length;
        if (!isPlace || parameters.Length != network.Parameters.Length || best.Length != parameters.Length)
        {
            throw new InvalidDataException("The checkpoint is of another training.");
        }

        parameters.CopyTo(network.Parameters);
        network.ReadOptimizer(reader);
        Shuffle();
    }

    private void EndEpoch()
    {
        epoch++;
        next = 0;
        double loss = validation.Length > 0 ? ValidationLoss() : -epoch;
        if (loss < BestLoss)
        {
            BestLoss = loss;
            BestEpoch = epoch;
            best = network.Parameters.ToArray();
        }

        Shuffle();
    }

    private double ValidationLoss()
    {
        double sum = 0;
        double weight = 0;
        for (int first = 0; first < validation.Length; first += BatchSize)
        {
            data.Fill(batch, validation.AsSpan(first, Math.Min(BatchSize, validation.Length - first)));
            double known = batch.KnownWeight();
            sum += known * network.Loss(batch, threads);
            weight += known;
        }

        return weight > 0 ? sum / weight : 0;
    }

    /// <summary>Another order in each epoch (Fisher &amp; Yates).</summary>
    private void Shuffle()
    {
        order = (int[])training.Clone();
        CounterRandom random = new(stage.Seed, epoch);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
