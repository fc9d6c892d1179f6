using CapacityFunctions.Forecasting.Numerics;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public class LassoQuadraticTests
{
    [Fact]
    public void Solve_DiagonalMatrix_ShrinksByThePenaltyAndStopsAtZero()
    {
        // Separate problems: 2/1 = 2 without penalty; (3 − 1)/2 = 1; |0.5| < 1 gives 0; (−4 + 1)/1 = −3.
        double[] matrix = [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        double[] solution = new double[4];

        new LassoQuadratic(smooth: 1, sparse: 3).Solve(matrix, [2, 3, 0.5, -4], 1, solution);

        double[] expected = [2, 1, 0, -3];
        for (int j = 0; j < expected.Length; j++)
        {
            Assert.Equal(expected[j], solution[j], 1e-12);
        }
    }

    [Property(MaxTest = 200)]
    public void Solve_AnyMatrixAndStart_MeetsTheOptimalityConditions(int seed)
    {
        Random random = new(seed);
        (int smooth, int sparse, double penalty) = (random.Next(0, 4), random.Next(0, 9), random.NextDouble() * 2);
        int size = smooth + sparse;
        double[] matrix = PositiveDefinite(random, size);
        double[] linear = Draw(random, size, 3);
        double[] solution = Draw(random, size, 1);

        new LassoQuadratic(smooth, sparse).Solve(matrix, linear, penalty, solution);

        for (int j = 0; j < size; j++)
        {
            double slope = -linear[j];
            for (int other = 0; other < size; other++)
            {
                slope += matrix[(j * size) + other] * solution[other];
            }

            if (j < smooth)
            {
                Assert.Equal(0, slope, 1e-7);
            }
            else if (solution[j] == 0)
            {
                Assert.InRange(Math.Abs(slope), 0, penalty + 1e-7);
            }
            else
            {
                Assert.Equal(-penalty * Math.Sign(solution[j]), slope, 1e-7);
            }
        }
    }

    [Fact]
    public void Solve_TwoEqualColumns_IsFiniteAndReachesTheMinimum()
    {
        // ½(x₁ + x₂)² − 2(x₁ + x₂): only the sum is determined, 2.
        double[] solution = new double[2];

        new LassoQuadratic(smooth: 2, sparse: 0).Solve([1, 0, 1, 1], [2, 2], 0, solution);

        Assert.Equal(2, solution[0] + solution[1], 1e-9);
    }

    /// <summary>A·Aᵀ of a random A with one column more than rows, plus a little on the diagonal: from well to badly conditioned.</summary>
    private static double[] PositiveDefinite(Random random, int size)
    {
        double[] root = Draw(random, size * (size + 1), 1);
        double[] matrix = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                double sum = row == column ? 0.01 : 0;
                for (int k = 0; k <= size; k++)
                {
                    sum += root[(row * (size + 1)) + k] * root[(column * (size + 1)) + k];
                }

                matrix[(row * size) + column] = sum;
            }
        }

        return matrix;
    }

    private static double[] Draw(Random random, int count, double size) =>
        [.. Enumerable.Range(0, count).Select(_ => size * ((2 * random.NextDouble()) - 1))];
}
