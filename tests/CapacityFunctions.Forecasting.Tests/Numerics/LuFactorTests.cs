using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public class LuFactorTests
{
    // The zero in the corner asks for a change of rows.
    private static readonly double[] Matrix = [0, 2, 1, 4, 1, -1, 2, 3, 5];

    [Fact]
    public void Solve_KnownSystem_GivesTheSolution()
    {
        // x = (1, 2, 3): 2·2 + 3 = 7, 4 + 2 − 3 = 3, 2 + 6 + 15 = 23.
        double[] values = [7, 3, 23];

        Factored().Solve(values);

        Assert.Equal([1, 2, 3], values, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void SolveTransposed_KnownSystem_GivesTheSolution()
    {
        // Columns with x = (1, 2, 3): 8 + 6 = 14, 2 + 2 + 9 = 13, 1 − 2 + 15 = 14.
        double[] values = [14, 13, 14];

        Factored().SolveTransposed(values);

        Assert.Equal([1, 2, 3], values, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void TryFactor_DependentRows_SaysSo()
    {
        LuFactor factor = new(2);
        ((double[])[1, 2, 2, 4]).CopyTo(factor.Begin(2));

        Assert.False(factor.TryFactor());
    }

    private static LuFactor Factored()
    {
        LuFactor factor = new(4);
        Matrix.CopyTo(factor.Begin(3));
        Assert.True(factor.TryFactor());
        return factor;
    }
}
