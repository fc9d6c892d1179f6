using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public class PartialAutocorrelationsTests
{
    [Fact]
    public void ToCoefficients_TwoValues_IsDurbinLevinson()
    {
        // φ_2,1 = r_1 (1 − r_2) = 0.5 · 0.7, φ_2,2 = r_2.
        double[] coefficients = new double[2];

        PartialAutocorrelations.ToCoefficients([0.5, 0.3], coefficients);

        Assert.Equal([0.35, 0.3], coefficients, (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void Backward_FiveValues_MatchesCentralDifferences()
    {
        double[] partial = [0.6, -0.4, 0.3, 0.2, -0.5];
        double[] weights = [1.5, -0.5, 2, 0.7, -1];
        double[] gradient = new double[5];

        PartialAutocorrelations.Backward(partial, [.. weights], gradient);

        for (int i = 0; i < partial.Length; i++)
        {
            double numeric = (Weighted(Shifted(partial, i, 1e-6), weights) - Weighted(Shifted(partial, i, -1e-6), weights)) / 2e-6;
            Assert.Equal(numeric, gradient[i], 1e-8);
        }
    }

    // 1 − 1.3 z + 0.4 z² = (1 − 0.8 z)(1 − 0.5 z) has roots 1.25 and 2; 1 − 1.5 z + 0.5 z² has roots 1 and 2; 1 + 0.81 z² has ±1.11 i.
    [Theory]
    [InlineData(new[] { 1.3, -0.4 }, 1.0, true)]
    [InlineData(new[] { 1.3, -0.4 }, 1.24, true)]
    [InlineData(new[] { 1.3, -0.4 }, 1.26, false)]
    [InlineData(new[] { 1.5, -0.5 }, 1.0, false)]
    [InlineData(new[] { 0.0, -0.81 }, 1.1, true)]
    [InlineData(new[] { 0.0, -0.81 }, 1.12, false)]
    [InlineData(new double[0], 1.01, true)]
    public void RootsAreOutside_KnownRoots_ComparesTheSmallest(double[] coefficients, double radius, bool expected) =>
        Assert.Equal(expected, PartialAutocorrelations.RootsAreOutside(coefficients, radius));

    private static double Weighted(double[] partial, double[] weights)
    {
        double[] coefficients = new double[partial.Length];
        PartialAutocorrelations.ToCoefficients(partial, coefficients);
        return coefficients.Zip(weights, (a, b) => a * b).Sum();
    }

    private static double[] Shifted(double[] point, int index, double by)
    {
        double[] shifted = (double[])point.Clone();
        shifted[index] += by;
        return shifted;
    }
}
