using CapacityFunctions.Forecasting.Networks;
using CapacityFunctions.Forecasting.Tests.Reference;

namespace CapacityFunctions.Forecasting.Tests.Networks;

/// <summary>Against PyTorch 1.13.1 in double precision (Reference/network.py). Tolerances are those of single precision over nine recurrent steps.</summary>
public class SequenceNetworkReferenceTests
{
    private static readonly TorchReference Torch = TorchReference.Instance;

    [Fact]
    public void Predict_SameParameters_MatchesPyTorch()
    {
        NetworkBatch batch = Torch.CreateBatch();
        int probabilities = Torch.Probabilities.Length;
        float[] quantiles = new float[Torch.Sequences * Torch.HorizonSteps * probabilities];

        Torch.CreateNetwork().Predict(batch, quantiles);

        for (int sequence = 0; sequence < Torch.Sequences; sequence++)
        {
            for (int step = 0; step < Torch.HorizonSteps; step++)
            {
                for (int i = 0; i < probabilities; i++)
                {
                    double expected = Torch.Quantiles[(((step * Torch.Sequences) + sequence) * probabilities) + i];
                    Assert.Equal(expected, quantiles[(((sequence * Torch.HorizonSteps) + step) * probabilities) + i], 2e-6);
                }
            }
        }
    }

    [Fact]
    public void Loss_SameParameters_MatchesPyTorch() =>
        Assert.Equal(Torch.Loss, Torch.CreateNetwork().Loss(Torch.CreateBatch(), threads: 1), 1e-6);

    [Fact]
    public void Gradient_SameParameters_MatchesPyTorch()
    {
        float[] gradient = new float[Torch.Gradient.Length];

        Torch.CreateNetwork().Gradient(Torch.CreateBatch(), default, threads: 1, gradient);

        for (int i = 0; i < gradient.Length; i++)
        {
            Assert.Equal(Torch.Gradient[i], gradient[i], 1e-6);
        }
    }

    [Fact]
    public void TrainStep_ThreeSteps_MatchesPyTorch()
    {
        SequenceNetwork network = Torch.CreateNetwork();
        NetworkBatch batch = Torch.CreateBatch();
        for (int step = 0; step < Torch.Losses.Length; step++)
        {
            Assert.Equal(Torch.Losses[step], network.TrainStep(batch, step, Torch.LearningRate, threads: 2), 2e-6);
        }

        for (int i = 0; i < Torch.Trained.Length; i++)
        {
            // A step is the learning rate whatever the size of a gradient, so that rounding of the smallest shows: 1 % of three steps.
            Assert.Equal(Torch.Trained[i], network.Parameters[i], 3e-4);
        }
    }
}
