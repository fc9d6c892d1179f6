using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>
/// Minimises ½·xᵀHx − bᵀx + λ·Σ|x_j| exactly, where only the last variables carry the absolute-value penalty. The others are eliminated by
/// a Cholesky factor, what remains is solved by an active set with signs (feature-sign search: Lee, Battle, Raina &amp; Ng 2006,
/// algorithm 1), which ends after finitely many steps at the minimum, zeros being exact zeros. Work space is allocated once.
/// </summary>
/// <param name="smooth">Variables without the penalty, the first ones.</param>
/// <param name="sparse">Variables with it, the last ones; may be 0.</param>
internal sealed class LassoQuadratic(int smooth, int sparse)
{
    private const double Tolerance = 1e-9;

    private readonly int size = smooth + sparse;
    private readonly double[] factor = new double[(smooth + sparse) * (smooth + sparse)];
    private readonly double[] right = new double[smooth + sparse];
    private readonly SparseActiveSet activeSet = new(sparse);

    /// <param name="matrix">Lower triangle of H, row-major, positive definite up to rounding.</param>
    /// <param name="linear">b.</param>
    /// <param name="penalty">λ, at least 0.</param>
    /// <param name="solution">Receives the minimum. What it holds before is the start of the search and changes only its length.</param>
    public void Solve(ReadOnlySpan<double> matrix, ReadOnlySpan<double> linear, double penalty, Span<double> solution)
    {
        matrix[..factor.Length].CopyTo(factor);
        CholeskyFactor.Factorise(factor, size);
        linear.CopyTo(right);
        CholeskyFactor.SolveLower(factor, size, right);

        // With L = [L₁₁ 0; L₂₁ L₂₂] the sparse part alone minimises ½·|L₂₂ᵀx|² − (L₂₂·y₂)ᵀx + λ·|x|, y being L⁻¹b.
        if (sparse > 0)
        {
            activeSet.Load(factor, size, right);
            activeSet.Solve(penalty, Tolerance, solution[smooth..]);
        }

        Span<double> rest = right.AsSpan(0, smooth);
        for (int j = smooth; j < size; j++)
        {
            TensorPrimitives.MultiplyAdd(factor.AsSpan(j * size, smooth), -solution[j], rest, rest);
        }

        CholeskyFactor.SolveUpper(factor, size, rest);
        rest.CopyTo(solution);
    }
}
