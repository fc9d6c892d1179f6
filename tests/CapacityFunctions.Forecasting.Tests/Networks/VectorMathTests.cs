using System.Runtime.Intrinsics;
using CapacityFunctions.Forecasting.Networks;

namespace CapacityFunctions.Forecasting.Tests.Networks;

public class VectorMathTests
{
    // Around 0, over the usual range, and far out.
    private static readonly float[] Arguments =
        [.. Enumerable.Range(-2_000, 4_001).Select(i => i / 100f), .. Enumerable.Range(-50, 101).Select(i => i * 1e-5f), -86f, 86f];

    [Fact]
    public void Exp_WithoutOverflow_IsWithinAMillionth()
    {
        foreach (float x in Arguments)
        {
            Assert.Equal(1, VectorMath.Exp(Vector256.Create(x))[3] / Math.Exp(x), 1e-6);
        }
    }

    [Fact]
    public void Sigmoid_Anywhere_IsWithinAMillionth()
    {
        foreach (float x in Arguments)
        {
            Assert.Equal(1, VectorMath.Sigmoid(Vector256.Create(x))[5] * (1 + Math.Exp(-x)), 1e-6);
        }
    }

    [Fact]
    public void Tanh_Anywhere_IsWithinAMillionth()
    {
        foreach (float x in Arguments.Where(x => x != 0))
        {
            Assert.Equal(1, VectorMath.Tanh(Vector256.Create(x))[7] / Math.Tanh(x), 1e-6);
        }

        Assert.Equal(0, VectorMath.Tanh(Vector256<float>.Zero)[0]);
    }

    [Fact]
    public void Functions_FarOut_StayInTheirRange()
    {
        Vector256<float> far = Vector256.Create(1e30f);

        Assert.Equal(1, VectorMath.Sigmoid(far)[0]);
        Assert.InRange(VectorMath.Sigmoid(-far)[0], 0, 1e-37f);
        Assert.InRange(VectorMath.Tanh(far)[0], 1 - 1e-6f, 1);
        Assert.InRange(VectorMath.Tanh(-far)[0], -1, -1 + 1e-6f);
        Assert.Equal(1e30f, VectorMath.Softplus(1e30f));
        Assert.Equal(0, VectorMath.Softplus(-1e30f));
    }

    [Fact]
    public void Functions_NotANumber_StayNotANumber()
    {
        Vector256<float> nan = Vector256.Create(float.NaN);

        Assert.True(float.IsNaN(VectorMath.Sigmoid(nan)[0]));
        Assert.True(float.IsNaN(VectorMath.Tanh(nan)[0]));
    }

    [Fact]
    public void Load_FewValues_ZerosBehindThem()
    {
        float[] target = new float[3];

        Vector256<float> vector = VectorMath.Load([1, 2, 3]);
        VectorMath.Store(vector, target);

        Assert.Equal(Vector256.Create(1f, 2, 3, 0, 0, 0, 0, 0), vector);
        Assert.Equal([1, 2, 3], target);
    }
}
