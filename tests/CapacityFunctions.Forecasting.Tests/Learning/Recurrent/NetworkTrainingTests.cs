using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Learning.Recurrent;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Tests.Learning.Recurrent;

public sealed class NetworkTrainingTests
{
    private static readonly NetworkSize Size = new(Units: 8, Layers: 1, WindowSteps: 12);
    private static readonly NetworkStage Stage = new(Size, Seed: 3, IsFull: false, Epochs: 3, Schedule: 3, Rate: 3e-3);
    private static readonly NetworkData Data = DataOf();

    [Fact]
    public void Read_InTheMiddleOfAnEpoch_GoesOnAsIfNothingHadHappened()
    {
        NetworkTraining whole = new(Data, Stage, null, threads: 1);
        NetworkTraining broken = new(Data, Stage, null, threads: 2);
        int breaks = 0;
        while (!whole.IsComplete)
        {
            whole.Advance(1);
            broken.Advance(1);
            breaks += broken.Progress * Stage.Epochs % 1 > 0 ? 1 : 0;
            StateReader state = new(StateOf(broken));
            broken = new NetworkTraining(Data, Stage, null, threads: 2);
            broken.Read(state);
        }

        // Several batches an epoch, so most breaks lie inside one.
        Assert.True(breaks >= 6);
        Assert.True(broken.IsComplete);
        Assert.Equal(StateOf(whole), StateOf(broken));
        Assert.True(double.IsFinite(whole.BestLoss));
    }

    [Fact]
    public void Advance_SomeEpochs_LowersTheLoss()
    {
        NetworkTraining training = new(Data, Stage with { Epochs = 6, Schedule = 6 }, null, threads: 1);
        while (training.BestEpoch == 0)
        {
            training.Advance(100);
        }

        double first = training.BestLoss;
        while (!training.IsComplete)
        {
            training.Advance(100);
        }

        Assert.True(training.BestLoss < 0.97 * first, $"{first} became {training.BestLoss}.");
    }

    [Theory]
    [InlineData(0, -1)] // epochs before the first
    [InlineData(0, 4)] // more than there are
    [InlineData(4, 1_000_000)] // beyond the windows
    [InlineData(8, -1)] // a batch before the first
    [InlineData(20, 3)] // best before it was reached
    public void Read_ImpossiblePlace_IsRefused(int offset, int value)
    {
        NetworkTraining training = new(Data, Stage, null, threads: 1);
        training.Advance(1);
        byte[] state = StateOf(training);
        BitConverter.TryWriteBytes(state.AsSpan(offset), value);

        Assert.Throws<InvalidDataException>(() => training.Read(new StateReader(state)));
    }

    [Fact]
    public void Read_OfAnotherSize_IsRefused()
    {
        NetworkTraining other = new(Data, Stage with { Size = Size with { Units = 9 } }, null, threads: 1);

        Assert.Throws<InvalidDataException>(() => new NetworkTraining(Data, Stage, null, threads: 1).Read(new StateReader(StateOf(other))));
    }

    private static byte[] StateOf(NetworkTraining training)
    {
        StateWriter writer = new();
        training.Write(writer);
        return writer.ToArray();
    }

    private static NetworkData DataOf()
    {
        FeatureLayout layout = FeatureLayout.For(SampleSeries.Hour, []);
        TrainingSeries[] series = TrainingSeries.Of(CampaignPanel.Of(3, days: 14, hasSignal: false), layout, new(StringComparer.Ordinal));
        TrainingWindows windows = TrainingWindows.Of(
            series, new StepFeatures(layout), 24, Size.WindowSteps, isFull: false, most: 1_000, seed: 1, threads: 1);
        return new NetworkData(windows, layout, FeatureStandard.Of(windows.Rows, layout.RowCount), [[], [], []], words: 0);
    }
}
