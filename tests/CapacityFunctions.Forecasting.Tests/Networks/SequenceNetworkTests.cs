using CapacityFunctions.Forecasting.Networks;
using CapacityFunctions.Forecasting.Persistence;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Networks;

public class SequenceNetworkTests
{
    private const int Seed = 5;
    private static readonly NetworkShape WithDropout = SampleNetwork.Shape with { DropoutRate = 0.2f };

    [Theory]
    [InlineData(1, 0f, 4)]
    [InlineData(2, 0f, 4)]
    [InlineData(3, 0f, 4)]
    [InlineData(2, 0.3f, 4)]
    [InlineData(2, 0.3f, 0)]
    public void Gradient_EveryGroup_MatchesCentralDifferences(int layers, float dropoutRate, int words)
    {
        NetworkShape shape = SampleNetwork.Shape with { Layers = layers, TraitWords = words, TraitUnits = words / 2 };
        SequenceNetwork network = new(shape, Seed);
        NetworkBatch batch = SampleNetwork.Batch(shape, sequences: 18, Seed);
        FarFromKinks(network, batch);
        Dropout dropout = new(dropoutRate, Seed, step: 3);
        float[] gradient = new float[network.Layout.Count];
        float[] unused = new float[network.Layout.Count];
        network.Gradient(batch, dropout, threads: 1, gradient);
        Random random = new(Seed);

        foreach (ParameterView view in network.Layout.Views.Where(view => view.Length > 0))
        {
            // Along a random direction of the group; the step is a balance of rounding (1e-7/step) and curvature (step²).
            const float step = 0.01f;
            float[] direction = [.. Enumerable.Range(0, view.Length).Select(_ => random.Next(2) == 0 ? -1f : 1f)];
            double expected = 0;
            for (int i = 0; i < view.Length; i++)
            {
                expected += (double)direction[i] * gradient[view.Offset + i];
            }

            float[] before = network.Parameters.ToArray();
            Move(step);
            float above = network.Gradient(batch, dropout, threads: 1, unused);
            Move(-step);
            float below = network.Gradient(batch, dropout, threads: 1, unused);
            before.CopyTo(network.Parameters);

            double scale = Math.Sqrt(view.Length) * 1e-3;
            Assert.True(
                Math.Abs(expected - ((above - below) / (2 * step))) < 0.01 * (Math.Abs(expected) + scale),
                $"{view.Name}: {expected} by the backward pass, {(above - below) / (2 * step)} by differences.");

            void Move(float length)
            {
                for (int i = 0; i < view.Length; i++)
                {
                    network.Parameters[view.Offset + i] = before[view.Offset + i] + (length * direction[i]);
                }
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void TrainStep_MoreThreads_GivesTheSameBits(int threads)
    {
        NetworkBatch batch = SampleNetwork.Batch(WithDropout, sequences: 3 * SequenceNetwork.SliceSize - 5, Seed);
        SequenceNetwork alone = new(WithDropout, Seed);
        SequenceNetwork together = new(WithDropout, Seed);
        for (int step = 0; step < 4; step++)
        {
            Assert.Equal(alone.TrainStep(batch, step, 0.01f, 1), together.TrainStep(batch, step, 0.01f, threads));
        }

        Assert.Equal(alone.Parameters.ToArray(), together.Parameters.ToArray());
        Assert.Equal(alone.Loss(batch, 1), together.Loss(batch, threads));
    }

    [Fact]
    public void TrainStep_OtherStep_LeavesOtherActivationsOut()
    {
        NetworkBatch batch = SampleNetwork.Batch(WithDropout, sequences: 4, Seed);

        float loss = new SequenceNetwork(WithDropout, Seed).TrainStep(batch, step: 0, 0.01f, threads: 1);

        Assert.NotEqual(loss, new SequenceNetwork(WithDropout, Seed).TrainStep(batch, step: 1, 0.01f, threads: 1));
        Assert.Equal(loss, new SequenceNetwork(WithDropout, Seed).TrainStep(batch, step: 0, 0.01f, threads: 1));
    }

    [Fact]
    public void TrainStep_ManySteps_LearnsTheBatch()
    {
        NetworkBatch batch = SampleNetwork.Batch(SampleNetwork.Shape, sequences: 20, Seed);
        SequenceNetwork network = new(SampleNetwork.Shape, Seed);
        float before = network.Loss(batch, 1);
        for (int step = 0; step < 300; step++)
        {
            network.TrainStep(batch, step, 0.01f, 1);
        }

        // Noise of 60 targets beside 700 parameters: a network that learns can remember most of them.
        Assert.InRange(network.Loss(batch, 1), 0, 0.5f * before);
    }

    [Fact]
    public void TrainStep_NothingKnown_ChangesNothing()
    {
        NetworkBatch batch = SampleNetwork.Batch(SampleNetwork.Shape, sequences: 3, Seed);
        Array.Clear(batch.Known);
        SequenceNetwork network = new(SampleNetwork.Shape, Seed);
        float[] before = network.Parameters.ToArray();

        Assert.Equal(0, network.TrainStep(batch, 0, 0.01f, 1));
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void Loss_UnknownTargetOrNoWeight_IsNotRead()
    {
        NetworkBatch batch = SampleNetwork.Batch(SampleNetwork.Shape, sequences: 5, Seed);
        SequenceNetwork network = new(SampleNetwork.Shape, Seed);
        batch.Weights[2] = 0;
        batch.Known[1] = false;
        float before = network.Loss(batch, 1);

        batch.Targets[1] = float.NaN;
        batch.Targets[2] = 1e6f;

        Assert.Equal(before, network.Loss(batch, 1));
    }

    [Fact]
    public void Read_SavedInTheMiddle_GoesOnWithTheSameBits()
    {
        NetworkBatch batch = SampleNetwork.Batch(WithDropout, sequences: 20, Seed);
        SequenceNetwork network = new(WithDropout, Seed);
        network.TrainStep(batch, 0, 0.01f, 1);
        network.TrainStep(batch, 1, 0.01f, 1);
        StateWriter writer = new();
        network.Write(writer);
        network.WriteOptimizer(writer);

        StateReader reader = new(writer.ToArray());
        SequenceNetwork restored = SequenceNetwork.Read(reader, WithDropout);
        restored.ReadOptimizer(reader);

        Assert.Equal(network.TrainStep(batch, 2, 0.01f, 1), restored.TrainStep(batch, 2, 0.01f, 1));
        Assert.Equal(network.Parameters.ToArray(), restored.Parameters.ToArray());
    }

    [Fact]
    public void Read_OtherShape_Throws()
    {
        StateWriter writer = new();
        new SequenceNetwork(WithDropout, Seed).Write(writer);

        Assert.Throws<InvalidDataException>(() => SequenceNetwork.Read(new StateReader(writer.ToArray()), WithDropout with { Units = 8 }));
    }

    [Property(MaxTest = 30)]
    public void Predict_AnyParameters_QuantilesDoNotCross(int seed)
    {
        Random random = new(seed);
        SequenceNetwork network = new(SampleNetwork.Shape, seed);
        foreach (ref float parameter in network.Parameters)
        {
            parameter *= 20 * random.NextSingle();
        }

        float[] quantiles = Predict(network, SampleNetwork.Batch(SampleNetwork.Shape, sequences: 5, seed));

        int probabilities = SampleNetwork.Shape.Quantiles;
        for (int i = 0; i < quantiles.Length; i++)
        {
            Assert.True(float.IsFinite(quantiles[i]));
            Assert.True(i % probabilities == 0 || quantiles[i] >= quantiles[i - 1]);
        }
    }

    [Fact]
    public void Predict_OneByOneAndByManyThreads_IsTheSameAsTogether()
    {
        NetworkBatch batch = SampleNetwork.Batch(SampleNetwork.Shape, sequences: 37, Seed);
        SequenceNetwork network = new(SampleNetwork.Shape, Seed);
        float[] together = Predict(network, batch);
        int length = together.Length / batch.Count;

        Parallel.For(0, batch.Count, sequence =>
        {
            float[] alone = Predict(network, Single(batch, sequence));
            for (int i = 0; i < length; i++)
            {
                // Another number of rows may take another path through the kernels, but sums the same products in the same order.
                Assert.Equal(together[(sequence * length) + i], alone[i]);
            }
        });
    }

    [Fact]
    public void Predict_BeforeTraining_IsNearTheBase()
    {
        NetworkBatch batch = SampleNetwork.Batch(SampleNetwork.Shape, sequences: 20, Seed);

        float[] quantiles = Predict(new SequenceNetwork(SampleNetwork.Shape, Seed), batch);

        int probabilities = SampleNetwork.Shape.Quantiles;
        for (int row = 0; row * probabilities < quantiles.Length; row++)
        {
            float baseline = batch.Base[(row % 3 * batch.Count) + (row / 3)];
            Assert.Equal(baseline, quantiles[(row * probabilities) + 2], 0.1f);

            // A normal distribution with deviation 0.3: 1.6449 · 0.3 = 0.493.
            Assert.Equal(baseline + 0.493f, quantiles[(row * probabilities) + 4], 0.15f);
        }
    }

    /// <summary>A target near a quantile would make differences straddle the kink of the loss: those are taken far away.</summary>
    private static void FarFromKinks(SequenceNetwork network, NetworkBatch batch)
    {
        for (int i = 0; i < batch.Targets.Length; i++)
        {
            batch.Targets[i] = batch.Base[i] + (i % 2 == 0 ? 5 : -5);
        }

        foreach (ref float value in network.Layout.Head.Of(network.Parameters))
        {
            value *= 5;
        }
    }

    private static float[] Predict(SequenceNetwork network, NetworkBatch batch)
    {
        float[] quantiles = new float[batch.Count * network.Shape.HorizonSteps * network.Shape.Quantiles];
        network.Predict(batch, quantiles);
        return quantiles;
    }

    private static NetworkBatch Single(NetworkBatch batch, int sequence)
    {
        NetworkBatch single = new(batch.Shape, 1);
        single.Traits[0] = batch.Traits[sequence];
        for (int step = 0; step < batch.Shape.WindowSteps; step++)
        {
            batch.WindowRow(step, sequence).CopyTo(single.WindowRow(step, 0));
        }

        for (int step = 0; step < batch.Shape.HorizonSteps; step++)
        {
            batch.StepRow(step, sequence).CopyTo(single.StepRow(step, 0));
            single.Base[step] = batch.Base[(step * batch.Count) + sequence];
        }

        return single;
    }
}
