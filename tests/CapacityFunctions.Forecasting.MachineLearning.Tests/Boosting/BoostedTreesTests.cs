using CapacityFunctions.Forecasting.MachineLearning.Boosting;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace CapacityFunctions.Forecasting.MachineLearning.Tests.Boosting;

public class BoostedTreesTests
{
    private const int Features = 6;

    public static TheoryData<bool> Libraries => [true, false];

    [Fact]
    public void Train_LightGbmIsThere_IsUsed()
    {
        TrainingRows rows = Waves(2_000, 1);
        BoostingOptions options = new() { Trees = 5 };

        byte[] expected = StateOf(BoostedTrees.Train(rows, options, null, BoostingLibrary.LightGbm));

        Assert.Equal(expected, StateOf(BoostedTrees.Train(rows, options)));
        Assert.NotEqual(expected, StateOf(BoostedTrees.Train(rows, options, null, BoostingLibrary.FastTree)));
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Train_OneSplit_IsTheOneByHand(bool isNative)
    {
        // 10 below, 40 from 2.5 on, mean 28: residuals -18 and 12. Half a step towards them: 28 - 9 and 28 + 6.
        // LightGBM puts at least three rows in a bin.
        float[] features = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5];
        float[] targets = [10, 10, 10, 10, 10, 10, 40, 40, 40, 40, 40, 40, 40, 40, 40];
        BoostingOptions options = new()
        {
            Trees = 1,
            Leaves = 2,
            LearningRate = 0.5,
            MinimumRowsPerLeaf = 1,
            FeatureFraction = 1,
            BaggingFraction = 1,
            L2 = 0,
        };

        TreeEnsemble stump = BoostedTrees.Train(new TrainingRows(1, features, targets, default), options, null, LibraryOf(isNative));

        Assert.Equal(19, stump.Predict([2f]), 1e-5);
        Assert.Equal(19, stump.Predict([2.49f]), 1e-5);
        Assert.Equal(34, stump.Predict([2.51f]), 1e-5);
        Assert.Equal(19, stump.Predict([float.NaN]), 1e-5);
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Train_RandomRows_PredictsAsTheModelOfMlNet(bool isNative)
    {
        TrainingRows rows = Waves(3_000, 2);
        TrainingRows fresh = Waves(500, 3);
        BoostingOptions options = new() { Trees = 60, MinimumRowsPerLeaf = 5 };
        MLContext context = new(options.Seed);
        IPredictionTransformer<TreeEnsembleModelParametersBasedOnRegressionTree>? model = TreeTraining.Fit(
            context, BoostingRows.View(context, rows, 0), null, options, LibraryOf(isNative));

        Assert.NotNull(model);
        TreeEnsemble ensemble = TreeExtraction.Of(model.Model, Features, 0);

        float[] expected = ScoresOf(model, BoostingRows.View(context, fresh, 0));
        double[] actual = new double[fresh.Count];
        ensemble.Predict(fresh.Features.Span, actual);
        for (int row = 0; row < actual.Length; row++)
        {
            // ML.NET answers in single precision; our leaves are in single precision.
            Assert.Equal(expected[row], actual[row], 1e-5 * Math.Max(1, Math.Abs(expected[row])));
        }
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Train_Waves_ExplainsFreshRows(bool isNative)
    {
        TrainingRows fresh = Waves(2_000, 5);
        TreeEnsemble ensemble = BoostedTrees.Train(Waves(8_000, 4), new BoostingOptions { Trees = 150 }, null, LibraryOf(isNative));

        // The noise is uniform over 0.2, with a variance of 0.2² / 12 = 0.0033; the targets vary by more than 0.5.
        Assert.InRange(MeanSquaredError(ensemble, fresh), 0.0032, 0.01);
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Train_Twice_SameBits(bool isNative)
    {
        BoostingOptions options = new() { Trees = 20 };
        byte[][] states = new byte[4][];
        Parallel.For(0, states.Length, i => states[i] = StateOf(BoostedTrees.Train(Waves(3_000, 6), options, null, LibraryOf(isNative))));

        Assert.All(states, state => Assert.Equal(states[0], state));
        Assert.NotEqual(states[0], StateOf(BoostedTrees.Train(Waves(3_000, 6), options with { Seed = 2 }, null, LibraryOf(isNative))));
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Train_NoiseWithValidation_KeepsFewTrees(bool isNative)
    {
        BoostingOptions options = new() { Trees = 200, LearningRate = 0.2 };
        TrainingRows validation = Noise(1_000, 8);

        TreeEnsemble ensemble = BoostedTrees.Train(Noise(1_000, 7), options, validation, LibraryOf(isNative));

        Assert.InRange(ensemble.TreeCount, 0, 30);
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Train_RowsWithoutWeight_SayNothing(bool isNative)
    {
        TrainingRows rows = Waves(4_000, 9);
        float[] weights = new float[rows.Count];
        float[] targets = rows.Targets.ToArray();
        for (int row = 0; row < weights.Length; row++)
        {
            weights[row] = row % 2;
            targets[row] += row % 2 == 0 ? 1_000 : 0;
        }

        TreeEnsemble ensemble = BoostedTrees.Train(
            rows with { Targets = targets, Weights = weights }, new BoostingOptions { Trees = 150 }, null, LibraryOf(isNative));

        Assert.InRange(MeanSquaredError(ensemble, Waves(2_000, 10)), 0.0032, 0.01);
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Train_ConstantTarget_PredictsIt(bool isNative)
    {
        float[] targets = new float[200];
        targets.AsSpan().Fill(7);

        TreeEnsemble ensemble = BoostedTrees.Train(
            Waves(200, 11) with { Targets = targets }, new BoostingOptions { Trees = 5 }, null, LibraryOf(isNative));

        Assert.Equal(7, ensemble.Predict(new float[Features]), 1e-6);
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Train_FewerRowsThanALeaf_PredictsTheMean(bool isNative)
    {
        TrainingRows rows = new(1, new float[] { 1, 2, 3 }, new float[] { 1, 2, 6 }, default);

        TreeEnsemble ensemble = BoostedTrees.Train(rows, new BoostingOptions { Trees = 5 }, null, LibraryOf(isNative));

        Assert.Equal(3, ensemble.Predict([1f]), 1e-6);
    }

    [Fact]
    public void Train_InvalidRows_Throws()
    {
        TrainingRows rows = Waves(100, 12);

        Assert.Throws<ArgumentException>(() => BoostedTrees.Train(rows with { FeatureCount = 5 }, new BoostingOptions()));
        Assert.Throws<ArgumentException>(() => BoostedTrees.Train(rows with { Weights = new float[1] }, new BoostingOptions()));
        Assert.Throws<ArgumentException>(() => BoostedTrees.Train(
            new TrainingRows(1, new float[] { 1 }, new float[] { float.NaN }, default), new BoostingOptions()));
        Assert.Throws<ArgumentOutOfRangeException>(() => BoostedTrees.Train(rows, new BoostingOptions { Leaves = 1 }));
    }

    private static BoostingLibrary LibraryOf(bool isNative) => isNative ? BoostingLibrary.LightGbm : BoostingLibrary.FastTree;

    /// <summary>Waves of the first feature, a slope of the second, noise of a tenth at most; some values are missing.</summary>
    private static TrainingRows Waves(int count, int seed)
    {
        Random random = new(seed);
        float[] features = new float[count * Features];
        float[] targets = new float[count];
        for (int row = 0; row < count; row++)
        {
            Span<float> values = features.AsSpan(row * Features, Features);
            for (int i = 0; i < Features; i++)
            {
                values[i] = random.NextSingle();
            }

            targets[row] = MathF.Sin(6 * values[0]) + (2 * values[1]) + (0.2f * (random.NextSingle() - 0.5f));
            values[5] = random.Next(4) == 0 ? float.NaN : values[5];
        }

        return new TrainingRows(Features, features, targets, default);
    }

    private static TrainingRows Noise(int count, int seed)
    {
        Random random = new(seed);
        float[] targets = new float[count];
        for (int row = 0; row < count; row++)
        {
            targets[row] = random.NextSingle();
        }

        return Waves(count, seed + 1_000) with { Targets = targets };
    }

    private static double MeanSquaredError(TreeEnsemble ensemble, TrainingRows rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            double error = ensemble.Predict(rows.RowAt(row)) - rows.Targets.Span[row];
            sum += error * error;
        }

        return sum / rows.Count;
    }

    private static float[] ScoresOf(ITransformer model, IDataView rows) =>
        [.. model.Transform(rows).GetColumn<float>("Score")];

    private static byte[] StateOf(TreeEnsemble ensemble)
    {
        StateWriter writer = new();
        ensemble.Write(writer);
        return writer.ToArray();
    }
}
