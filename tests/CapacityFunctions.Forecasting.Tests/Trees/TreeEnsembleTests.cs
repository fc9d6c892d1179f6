using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Trees;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Trees;

public class TreeEnsembleTests
{
    // x0 ≤ 2 ? (x1 ≤ 5 ? 10 : 20) : 30, over a bias of 1.
    private static readonly TreeEnsemble Small = SmallOf(30);

    [Theory]
    [InlineData(2f, 5f, 11)]
    [InlineData(2f, 5.5f, 21)]
    [InlineData(2.5f, 0f, 31)]
    [InlineData(float.NaN, 6f, 21)]
    [InlineData(0f, float.NaN, 11)]
    public void Predict_SmallTree_FollowsItsSplits(float first, float second, double expected)
    {
        double[] many = new double[1];
        Small.Predict([first, second], many);

        Assert.Equal(expected, Small.Predict([first, second]));
        Assert.Equal(expected, many[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(200)]
    public void Predict_ManyRows_SameBitsAsOneByOne(int leaves)
    {
        Random random = new(leaves);
        TreeEnsemble ensemble = RandomTrees.Build(random, 7, 20, leaves);
        float[] rows = RandomTrees.Rows(random, 7, 150);
        double[] many = new double[150];

        ensemble.Predict(rows, many);

        for (int row = 0; row < many.Length; row++)
        {
            Assert.Equal(ensemble.Predict(rows.AsSpan(row * 7, 7)), many[row]);
        }
    }

    [Fact]
    public void Predict_ManyRows_AllocatesNothing()
    {
        Random random = new(1);
        TreeEnsemble ensemble = RandomTrees.Build(random, 45, 50, 31);
        float[] rows = RandomTrees.Rows(random, 45, 168);
        double[] predictions = new double[168];
        ensemble.Predict(rows, predictions);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            ensemble.Predict(rows, predictions);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Predict_RowOfAnotherLength_Throws()
    {
        Assert.Throws<ArgumentException>(() => Small.Predict([1f]));
        Assert.Throws<ArgumentException>(() => Small.Predict([1f, 2f, 3f], new double[1]));
    }

    [Fact]
    public void Truncate_FewerTrees_SumsThemAlone()
    {
        Random random = new(3);
        TreeEnsemble ensemble = RandomTrees.Build(random, 3, 5, 8);
        float[] row = RandomTrees.Rows(random, 3, 1);
        double[] rest = [0];
        ensemble.Add(row, 2, 5, rest);

        Assert.Equal(2, ensemble.Truncate(2).TreeCount);
        Assert.Equal(ensemble.Predict(row), ensemble.Truncate(2).Predict(row) + rest[0], 12);
        Assert.Equal(ensemble.Bias, ensemble.Truncate(0).Predict(row));
    }

    [Property(MaxTest = 50)]
    public bool Read_Written_PredictsTheSame(int seed)
    {
        Random random = new(seed);
        TreeEnsemble ensemble = RandomTrees.Build(random, 1 + random.Next(70), random.Next(10), 1 + random.Next(70));
        float[] rows = RandomTrees.Rows(random, ensemble.FeatureCount, 40);
        double[] before = new double[40];
        double[] after = new double[40];

        byte[] state = StateOf(ensemble);
        TreeEnsemble read = TreeEnsemble.Read(new StateReader(state));

        ensemble.Predict(rows, before);
        read.Predict(rows, after);
        return before.SequenceEqual(after) && StateOf(read).SequenceEqual(state);
    }

    [Fact]
    public void Write_ThreeHundredTrees_IsCompact()
    {
        TreeEnsemble ensemble = RandomTrees.Build(new Random(1), 45, 300, 31);

        // 31 leaves and 30 thresholds of 4 bytes each, at most 2 bytes for the feature of a split.
        Assert.InRange(StateOf(ensemble).Length, 300 * 61 * 4, (300 * ((61 * 4) + 60 + 1)) + 20);
    }

    [Fact]
    public void Read_CutAnywhere_Throws()
    {
        byte[] state = StateOf(RandomTrees.Build(new Random(1), 5, 3, 4));
        for (int length = 0; length < state.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => TreeEnsemble.Read(new StateReader(state.AsMemory(0, length))));
        }
    }

    [Fact]
    public void Read_ByteChanged_ThrowsOrPredicts()
    {
        byte[] state = StateOf(RandomTrees.Build(new Random(1), 5, 3, 4));
        int refused = 0;
        for (int at = 0; at < state.Length; at++)
        {
            byte[] damaged = [.. state];
            damaged[at] ^= 0xFF;
            try
            {
                TreeEnsemble read = TreeEnsemble.Read(new StateReader(damaged));
                read.Predict(new float[read.FeatureCount]);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, state.Length);
    }

    [Fact]
    public void Add_NotATree_Throws()
    {
        Assert.Throws<ArgumentException>(() => SmallOf(double.NaN));
        Assert.Throws<ArgumentException>(() => AddTo(new TreeEnsembleBuilder(2, 0), [0, 2], [1, ~0]));
        Assert.Throws<ArgumentException>(() => AddTo(new TreeEnsembleBuilder(2, 0), [0, 1], [0, ~0]));
        Assert.Throws<ArgumentException>(() => AddTo(new TreeEnsembleBuilder(2, 0), [0, 1], [~1, ~0]));
        Assert.Throws<ArgumentException>(() => AddTo(new TreeEnsembleBuilder(2, 0), [0], [~0]));
    }

    private static void AddTo(TreeEnsembleBuilder builder, int[] features, int[] left) => builder.Add(new TreeParts
    {
        Features = features,
        Thresholds = [2, 5],
        Left = left,
        Right = [~2, ~1],
        Values = [10, 20, 30],
    });

    private static TreeEnsemble SmallOf(double last)
    {
        TreeEnsembleBuilder builder = new(2, 1);
        builder.Add(new TreeParts { Features = [0, 1], Thresholds = [2, 5], Left = [1, ~0], Right = [~2, ~1], Values = [10, 20, last] });
        return builder.Build();
    }

    private static byte[] StateOf(TreeEnsemble ensemble)
    {
        StateWriter writer = new();
        ensemble.Write(writer);
        return writer.ToArray();
    }
}
