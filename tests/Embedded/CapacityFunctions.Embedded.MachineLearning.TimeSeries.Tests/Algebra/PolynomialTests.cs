using System.Numerics;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Algebra;
using FsCheck.Xunit;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests.Algebra;

public sealed class PolynomialTests
{
    [Property(MaxTest = 60)]
    public bool Expand_RootsOfAnyPolynomial_GivesItBack(int seed, byte sizing)
    {
        Random random = new(seed);
        double[] coefficients = [.. Enumerable.Range(0, 1 + (sizing % 100)).Select(_ => random.NextDouble() - 0.5)];

        Complex[]? roots = Polynomial.Roots(coefficients);
        double[] expanded = new double[coefficients.Length];
        Polynomial.Expand(roots, expanded);

        // Hundred roots near the unit circle, multiplied out: four digits are lost at the worst.
        return roots is not null && coefficients.Zip(expanded).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
    }

    [Fact]
    public void Roots_KnownFactors_AreFound()
    {
        // (x − 2)(x + 3)(x² + 1) = x⁴ + x³ − 5x² + x − 6.
        Complex[] roots = Polynomial.Roots([-6, 1, -5, 1])!;

        Assert.Equal([-3.0, 2.0], roots.Where(root => root.Imaginary == 0).Select(root => Math.Round(root.Real, 12)).Order());
        Assert.Equal([-1.0, 1.0], roots.Where(root => root.Imaginary != 0).Select(root => Math.Round(root.Imaginary, 12)).Order());
    }

    [Fact]
    public void Roots_VanishingCoefficients_AreZeros()
    {
        Complex[] roots = Polynomial.Roots([0, 0, -1])!;

        Assert.Equal([0, 0, 1], roots.Select(root => root.Real).Order());
        Assert.Equal([0, 0], Polynomial.Roots([0, 0])!.Select(root => root.Magnitude));
    }

    /// <summary>A trend of noise-free data: two roots at 1 apart by rounding. Either form does, as long as they stay near.</summary>
    [Fact]
    public void Roots_DoubleRoot_StaysNear()
    {
        // (x − 1)²(x − 0.5) = x³ − 2.5x² + 2x − 0.5.
        Complex[] roots = Polynomial.Roots([-0.5, 2, -2.5])!;

        Assert.Equal(1, roots.Count(root => Complex.Abs(root - 0.5) < 1e-6));
        Assert.Equal(2, roots.Count(root => Complex.Abs(root - 1) < 1e-6));
    }

    [Property(MaxTest = 40)]
    public bool Roots_RealCoefficients_ComeInExactPairs(int seed)
    {
        Random random = new(seed);
        Complex[] roots = Polynomial.Roots([.. Enumerable.Range(0, 47).Select(_ => random.NextDouble() - 0.5)])!;

        return roots.All(root => roots.Contains(Complex.Conjugate(root)));
    }
}
