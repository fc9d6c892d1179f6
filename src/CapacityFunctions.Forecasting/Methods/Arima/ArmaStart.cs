using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// Where the filter of a stationary ARMA process starts: variance F of the first value and gain K of its state, both in units of the
/// innovations' variance. With θ_0 = 1, the weights ψ of the MA(∞) form and the autocovariances γ
/// <code>
/// ψ_k = θ_k + Σ_j φ_j ψ_k−j,   γ_k − Σ_j φ_j γ_|k−j| = Σ_j≥k θ_j ψ_j−k   (k = 0 … p),
/// F = γ_0,   K_i = Σ_j≥i (φ_j γ_j−i + θ_j ψ_j−i)   (i = 1 … r)
/// </code>
/// (the last line is T P Zᵀ of the state-space form of Harvey 1981 and Gardner 1980). <see cref="Backward"/> is its exact derivative.
/// </summary>
/// <param name="capacity">Largest degree of either polynomial.</param>
internal sealed class ArmaStart(int capacity)
{
    private readonly LuFactor system = new(capacity + 1);
    private readonly double[] weights = new double[capacity + 1];
    private readonly double[] covariances = new double[capacity + 1];
    private readonly double[] weightBar = new double[capacity + 1];
    private readonly double[] covarianceBar = new double[capacity + 1];

    /// <param name="phi">φ_1 … φ_p, stationary.</param>
    /// <param name="theta">θ_1 … θ_q.</param>
    /// <param name="gain">Receives K_1 … K_r, r the larger degree.</param>
    /// <returns>F; NaN when the process is too close to a unit root to be computed.</returns>
    public double Compute(ReadOnlySpan<double> phi, ReadOnlySpan<double> theta, Span<double> gain)
    {
        (int p, int q) = (phi.Length, theta.Length);
        weights[0] = 1;
        for (int k = 1; k <= q; k++)
        {
            double sum = theta[k - 1];
            for (int j = 1; j <= Math.Min(k, p); j++)
            {
                sum += phi[j - 1] * weights[k - j];
            }

            weights[k] = sum;
        }

        Span<double> matrix = system.Begin(p + 1);
        for (int k = 0; k <= p; k++)
        {
            Span<double> row = matrix.Slice(k * (p + 1), p + 1);
            row[k] = 1;
            for (int j = 1; j <= p; j++)
            {
                row[Math.Abs(k - j)] -= phi[j - 1];
            }

            double sum = k == 0 ? 1 : 0;
            for (int j = Math.Max(k, 1); j <= q; j++)
            {
                sum += theta[j - 1] * weights[j - k];
            }

            covariances[k] = sum;
        }

        if (!system.TryFactor())
        {
            return double.NaN;
        }

        system.Solve(covariances.AsSpan(0, p + 1));
        for (int i = 1; i <= Math.Max(p, q); i++)
        {
            double sum = 0;
            for (int j = i; j <= p; j++)
            {
                sum += phi[j - 1] * covariances[j - i];
            }

            for (int j = i; j <= q; j++)
            {
                sum += theta[j - 1] * weights[j - i];
            }

            gain[i - 1] = sum;
        }

        return covariances[0] > 0 ? covariances[0] : double.NaN;
    }

    /// <summary>Adds the derivatives by φ and θ, given those by K and F, at the point of the last <see cref="Compute"/>.</summary>
    public void Backward(
        ReadOnlySpan<double> phi,
        ReadOnlySpan<double> theta,
        ReadOnlySpan<double> gainGradient,
        double varianceGradient,
        Span<double> phiGradient,
        Span<double> thetaGradient)
    {
        (int p, int q) = (phi.Length, theta.Length);
        Span<double> gammaBar = covarianceBar.AsSpan(0, p + 1);
        Span<double> psiBar = weightBar.AsSpan(0, q + 1);
        gammaBar.Clear();
        psiBar.Clear();
        gammaBar[0] = varianceGradient;
        for (int i = 1; i <= Math.Max(p, q); i++)
        {
            double bar = gainGradient[i - 1];
            for (int j = i; j <= p; j++)
            {
                phiGradient[j - 1] += bar * covariances[j - i];
                gammaBar[j - i] += bar * phi[j - 1];
            }

            for (int j = i; j <= q; j++)
            {
                thetaGradient[j - 1] += bar * weights[j - i];
                psiBar[j - i] += bar * theta[j - 1];
            }
        }

        // For A γ = b: the derivative by b is A⁻ᵀ times that by γ, and A depends on φ.
        system.SolveTransposed(gammaBar);
        for (int k = 0; k <= p; k++)
        {
            double bar = gammaBar[k];
            for (int j = 1; j <= p; j++)
            {
                phiGradient[j - 1] += bar * covariances[Math.Abs(k - j)];
            }

            for (int j = Math.Max(k, 1); j <= q; j++)
            {
                thetaGradient[j - 1] += bar * weights[j - k];
                psiBar[j - k] += bar * theta[j - 1];
            }
        }

        for (int k = q; k >= 1; k--)
        {
            thetaGradient[k - 1] += psiBar[k];
            for (int j = 1; j <= Math.Min(k, p); j++)
            {
                phiGradient[j - 1] += psiBar[k] * weights[k - j];
                psiBar[k - j] += psiBar[k] * phi[j - 1];
            }
        }
    }
}
