using CapacityFunctions.Forecasting.MachineLearning.Boosting;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.MachineLearning.Tests.Boosting;

public class LocationSpreadTrainingTests
{
    private const int Features = 8;

    // Of 25 probabilities [3] is 0.05, [12] 0.5, [21] 0.95; the normal quantile of 0.95 is 1.645.
    private const int Lower = 3;
    private const int Upper = 21;
    private const double Width = 2 * 1.645;

    [Fact]
    public void Train_SpreadThatDependsOnAFeature_CoversFreshRowsEverywhere()
    {
        (TrainingRows rows, int[] groups) = Sample(20_000, 1);
        (TrainingRows fresh, _) = Sample(10_000, 2);

        DistributionForest forest = LocationSpreadTraining.Train(rows, groups, new LocationSpreadOptions());

        double[] quantiles = new double[fresh.Count * DistributionForest.QuantileCount];
        forest.FillQuantiles(fresh.Features.Span, fresh.Count, quantiles);
        int[] covered = new int[2];
        int[] counts = new int[2];
        double[] widths = new double[2];
        double[] expectedWidths = new double[2];
        for (int row = 0; row < fresh.Count; row++)
        {
            ReadOnlySpan<double> filled = quantiles.AsSpan(row * DistributionForest.QuantileCount, DistributionForest.QuantileCount);
            double target = fresh.Targets.Span[row];
            int half = fresh.RowAt(row)[2] < 0.5f ? 0 : 1;
            counts[half]++;
            covered[half] += target >= filled[Lower] && target <= filled[Upper] ? 1 : 0;
            widths[half] += filled[Upper] - filled[Lower];
            expectedWidths[half] += Width * SpreadOf(fresh.RowAt(row));
        }

        Assert.InRange((covered[0] + covered[1]) / (double)fresh.Count, 0.87, 0.93);
        for (int half = 0; half < 2; half++)
        {
            Assert.InRange(covered[half] / (double)counts[half], 0.86, 0.94);
            Assert.InRange(widths[half] / expectedWidths[half], 0.85, 1.2);
        }
    }

    [Fact]
    public void Train_GroupsThatAreNoise_SpreadIsNotThatOfMemorisedRows()
    {
        // Rows of a group are the same but for a tenth of noise, the groups differ by one: only whole groups held back show it.
        Random random = new(3);
        const int Size = 20;
        float[] features = new float[4_000 * Features];
        float[] targets = new float[4_000];
        int[] groups = new int[4_000];
        for (int row = 0; row < targets.Length; row++)
        {
            groups[row] = row / Size;
            if (row % Size == 0)
            {
                targets[row] = (float)Normal(random);
                Fill(random, features.AsSpan(row * Features, Features));
            }
            else
            {
                features.AsSpan((row - 1) * Features, Features).CopyTo(features.AsSpan(row * Features));
                targets[row] = targets[row - (row % Size)] + (0.1f * (float)Normal(random));
            }
        }

        TrainingRows rows = new(Features, features, targets, default);
        BoostingOptions location = new() { MinimumRowsPerLeaf = 10 };

        double[] byGroup = MedianRow(LocationSpreadTraining.Train(rows, groups, new LocationSpreadOptions { Location = location }));
        int[] each = [.. Enumerable.Range(0, groups.Length)];
        double[] byRow = MedianRow(LocationSpreadTraining.Train(rows, each, new LocationSpreadOptions { Location = location }));

        Assert.InRange(byGroup[Upper] - byGroup[Lower], 0.8 * Width, 1.3 * Width);
        Assert.True(byRow[Upper] - byRow[Lower] < 0.8 * (byGroup[Upper] - byGroup[Lower]));
    }

    [Fact]
    public void Resume_AfterEveryStep_GivesTheSameForest()
    {
        (TrainingRows rows, int[] groups) = Sample(2_000, 4);
        LocationSpreadOptions options = new() { Location = new() { Trees = 30 }, Spread = new() { Trees = 20 }, StepFeature = 3 };
        byte[] expected = StateOf(LocationSpreadTraining.Train(rows, groups, options));

        LocationSpreadTraining training = new(rows, groups, options);
        while (!training.IsComplete)
        {
            training.Advance();
            StateWriter writer = new();
            training.Write(writer);
            int done = training.StepsDone;
            training = new LocationSpreadTraining(rows, groups, options);
            training.Resume(new StateReader(writer.ToArray()));
            Assert.Equal(done, training.StepsDone);
        }

        Assert.Equal(8, training.StepCount);
        Assert.Equal(expected, StateOf(training.Complete()));
        Assert.Throws<InvalidOperationException>(training.Advance);
    }

    [Fact]
    public void Resume_OfAnotherTraining_Throws()
    {
        (TrainingRows rows, int[] groups) = Sample(1_000, 5);
        LocationSpreadOptions options = new() { Location = new() { Trees = 30 }, Spread = new() { Trees = 20 } };
        LocationSpreadTraining training = new(rows, groups, options);
        training.Advance();
        StateWriter writer = new();
        training.Write(writer);

        LocationSpreadTraining other = new(rows, groups, options with { Location = new() { Trees = 10 } });

        Assert.Throws<InvalidDataException>(() => other.Resume(new StateReader(writer.ToArray())));
        Assert.Throws<InvalidOperationException>(() => training.Complete());
    }

    [Fact]
    public void Train_ConstantTarget_IsCertain()
    {
        (TrainingRows rows, int[] groups) = Sample(500, 6);
        float[] targets = new float[rows.Count];
        targets.AsSpan().Fill(5);

        double[] quantiles = MedianRow(LocationSpreadTraining.Train(rows with { Targets = targets }, groups, new LocationSpreadOptions()));

        Assert.All(quantiles, quantile => Assert.Equal(5, quantile, 1e-5));
    }

    private static double[] MedianRow(DistributionForest forest)
    {
        float[] row = new float[Features];
        row.AsSpan().Fill(0.5f);
        double[] quantiles = new double[DistributionForest.QuantileCount];
        forest.FillQuantiles(row, 1, quantiles);
        return quantiles;
    }

    /// <summary>A wave and a slope with normal noise whose deviation goes from 0.2 to 2.2 with the third feature.</summary>
    private static (TrainingRows Rows, int[] Groups) Sample(int count, int seed)
    {
        Random random = new(seed);
        float[] features = new float[count * Features];
        float[] targets = new float[count];
        int[] groups = new int[count];
        for (int row = 0; row < count; row++)
        {
            Span<float> values = features.AsSpan(row * Features, Features);
            Fill(random, values);
            targets[row] = (float)((3 * Math.Sin(6 * values[0])) + (2 * values[1]) + (SpreadOf(values) * Normal(random)));
            groups[row] = row / 100;
        }

        return (new TrainingRows(Features, features, targets, default), groups);
    }

    private static double SpreadOf(ReadOnlySpan<float> row) => 0.2 + (2 * row[2] * row[2]);

    private static void Fill(Random random, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle();
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static byte[] StateOf(DistributionForest forest)
    {
        StateWriter writer = new();
        forest.Write(writer);
        return writer.ToArray();
    }
}
