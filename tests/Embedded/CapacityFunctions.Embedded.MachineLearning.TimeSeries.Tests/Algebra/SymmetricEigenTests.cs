using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Algebra;
using FsCheck.Xunit;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests.Algebra;

public sealed class SymmetricEigenTests
{
    [Property(MaxTest = 60)]
    public bool TryDecompose_AnyMatrix_RebuildsIt(int seed, byte sizing)
    {
        int size = 1 + (sizing % 40);
        Random random = new(seed);
        double[] matrix = Random(random, size);

        double[] values = new double[size];
        double[] vectors = new double[size * size];
        bool found = SymmetricEigen.TryDecompose([.. matrix], size, values, vectors);

        return found && values.SequenceEqual(values.OrderDescending()) && Residual(matrix, size, values, vectors) < 1e-12 * size;
    }

    /// <summary>The covariance of a series without noise has few eigenvalues above rounding; the rest must not keep it from converging.</summary>
    [Theory]
    [InlineData(24)]
    [InlineData(72)]
    [InlineData(168)]
    public void TryDecompose_LowRank_Converges(int window)
    {
        float[] series = [.. Enumerable.Range(0, 4 * window).Select(t => (float)((0.05 * t) + (30 * Math.Sin(2 * Math.PI * t / 24))))];
        double[] covariance = new TrajectoryMatrix(series, window).Covariance();
        double scale = covariance.Max();
        double[] scaled = [.. covariance.Select(value => value / scale)];
        double[] values = new double[window];
        double[] vectors = new double[window * window];

        Assert.True(SymmetricEigen.TryDecompose([.. scaled], window, values, vectors));

        // A line and a sine: rank 4. Input in single precision leaves 1e-7 squared times the window behind.
        Assert.True(values[3] > 1e-4 && Math.Abs(values[4]) < 1e-9, $"{values[3]} {values[4]}");
        Assert.InRange(Residual(scaled, window, values, vectors), 0, 1e-12 * window);
    }

    /// <summary>Second differences: eigenvalues 2 − 2 cos(kπ / (n + 1)), a textbook result.</summary>
    [Fact]
    public void TryDecompose_SecondDifferences_HasKnownValues()
    {
        const int Size = 30;
        double[] matrix = new double[Size * Size];
        for (int i = 0; i < Size; i++)
        {
            matrix[(i * Size) + i] = 2;
            if (i + 1 < Size)
            {
                matrix[(i * Size) + i + 1] = matrix[((i + 1) * Size) + i] = -1;
            }
        }

        double[] values = new double[Size];
        Assert.True(SymmetricEigen.TryDecompose(matrix, Size, values, new double[Size * Size]));

        for (int i = 0; i < Size; i++)
        {
            Assert.Equal(2 - (2 * Math.Cos((Size - i) * Math.PI / (Size + 1))), values[i], 1e-13);
        }
    }

    [Fact]
    public void TryDecompose_Zero_HasTheAxes()
    {
        double[] vectors = new double[16];

        Assert.True(SymmetricEigen.TryDecompose(new double[16], 4, new double[4], vectors));

        Assert.Equal(4, vectors.Sum(Math.Abs));
    }

    [Fact]
    public void TryDecompose_NotANumber_Fails() =>
        Assert.False(SymmetricEigen.TryDecompose([double.NaN, 1, 1, 1, 1, 1, 1, 1, 1], 3, new double[3], new double[9]));

    private static double[] Random(Random random, int size)
    {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[(i * size) + j] = matrix[(j * size) + i] = (2 * random.NextDouble()) - 1;
            }
        }

        return matrix;
    }

    /// <summary>Largest entry of A − Σ λ v vᵀ and of V Vᵀ − I.</summary>
    private static double Residual(double[] matrix, int size, double[] values, double[] vectors)
    {
        double largest = 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double rebuilt = Enumerable.Range(0, size).Sum(k => values[k] * vectors[(k * size) + i] * vectors[(k * size) + j]);
                double product = Enumerable.Range(0, size).Sum(k => vectors[(i * size) + k] * vectors[(j * size) + k]);
                largest = Math.Max(largest, Math.Max(Math.Abs(matrix[(i * size) + j] - rebuilt), Math.Abs(product - (i == j ? 1 : 0))));
            }
        }

        return largest;
    }
}
