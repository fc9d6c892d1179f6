using CapacityFunctions.Forecasting.Networks;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Networks;

public class MatrixProductTests
{
    [Property(MaxTest = 200)]
    public void Add_AnySizes_IsTheNaiveProduct(int seed)
    {
        Random random = new(seed);

        // Past whole tiles in every direction, and past the panel of 128.
        (int rows, int inner, int columns) = (random.Next(0, 37), random.Next(0, 300), random.Next(0, 75));
        float[] left = Draw(random, rows * inner);
        float[] right = Draw(random, inner * columns);
        float[] start = Draw(random, rows * columns);
        float[] leftTransposed = new float[left.Length];
        float[] rightTransposed = new float[right.Length];
        MatrixProduct.Transpose(left, leftTransposed, rows, inner);
        MatrixProduct.Transpose(right, rightTransposed, inner, columns);
        float[] plain = [.. start];
        float[] fromLeft = [.. start];
        float[] fromRight = [.. start];

        MatrixProduct.Add(left, right, plain, rows, inner, columns);
        MatrixProduct.AddTransposedLeft(leftTransposed, right, fromLeft, rows, inner, columns);
        MatrixProduct.AddTransposedRight(left, rightTransposed, fromRight, rows, inner, columns);

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double expected = start[(row * columns) + column];
                for (int k = 0; k < inner; k++)
                {
                    expected += (double)left[(row * inner) + k] * right[(k * columns) + column];
                }

                // 300 roundings of sums below 20.
                Assert.Equal(expected, plain[(row * columns) + column], 1e-4);
                Assert.Equal(plain[(row * columns) + column], fromLeft[(row * columns) + column]);
                Assert.Equal(plain[(row * columns) + column], fromRight[(row * columns) + column]);
            }
        }
    }

    [Theory]
    [InlineData(5, 6, 4)]
    [InlineData(6, 5, 4)]
    [InlineData(5, 5, 5)]
    public void Add_SpanTooShort_Throws(int rows, int inner, int columns) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Add(new float[25], new float[20], new float[20], rows, inner, columns));

    private static float[] Draw(Random random, int length)
    {
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = (2 * random.NextSingle()) - 1;
        }

        return values;
    }
}
