using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public class NormalEquationsTests
{
    private static readonly double[] One = [1, 1, 1, 1];
    private static readonly double[] Line = [0, 1, 2, 3];

    [Fact]
    public void Coefficients_StraightLine_AreThoseOfTheRegression()
    {
        // Slope Σ(x − 1.5)(y − 4) ÷ 5 = (4.5 + 0.5 + 0 + 4.5) ÷ 5 = 1.9 for y = 1, 3, 4, 7 with mean 3.75: 9.5 ÷ 5; intercept 3.75 − 2.85.
        NormalEquations equations = new([One, Line], [1, 3, 4, 7]);

        Assert.Equal([0.9, 1.9], equations.Coefficients.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);

        // The mean explains 4 · 3.75² = 56.25, the slope 5 · 1.9² = 18.05.
        Assert.Equal([56.25, 18.05], equations.Reductions, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Coefficients_DependentColumn_IsLeftOut()
    {
        double[] twice = [.. Line.Select(value => (2 * value) + 1)];

        NormalEquations equations = new([One, Line, twice], [1, 3, 4, 7]);

        Assert.Equal([0.9, 1.9, 0], equations.Coefficients.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void SolveLowerAndUpper_OneAfterTheOther_SolveTheNormalEquations()
    {
        NormalEquations equations = new([One, Line], [1, 3, 4, 7]);

        // X'y = (15, 3 + 8 + 21).
        double[] values = [15, 32];
        equations.SolveLower(values);
        equations.SolveUpper(values);

        Assert.Equal([0.9, 1.9], values, (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
