using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// The filter in its steady state without a state: e_t = u_t − Σ φ_j u_t−j − Σ θ_j e_t−j, and its derivative. For low degrees a fraction of the
/// cost of carrying a state; all but the sum over θ runs over whole vectors.
/// </summary>
internal static class ArmaRecursion
{
    /// <summary>Up to this degree the recursion beats the state.</summary>
    public const int MaxDegree = 8;

    /// <param name="values">u.</param>
    /// <param name="from">First step to compute, at least the larger degree.</param>
    /// <param name="phi">φ_1 … φ_p.</param>
    /// <param name="theta">θ_1 … θ_q.</param>
    /// <param name="errors">e, as long as values; holds those before <paramref name="from"/> and receives the others.</param>
    /// <returns>Sum of the squares of what was computed.</returns>
    public static double Forward(
        ReadOnlySpan<double> values, int from, ReadOnlySpan<double> phi, ReadOnlySpan<double> theta, Span<double> errors)
    {
        Span<double> target = errors[from..];
        values[from..].CopyTo(target);
        for (int j = 1; j <= phi.Length; j++)
        {
            TensorPrimitives.MultiplyAdd(values[(from - j)..^j], -phi[j - 1], target, target);
        }

        if (theta.Length > 0)
        {
            double first = theta[0];
            double last = errors[from - 1];
            for (int t = from; t < errors.Length; t++)
            {
                double sum = errors[t];
                for (int j = 1; j < theta.Length; j++)
                {
                    sum -= theta[j] * errors[t - 1 - j];
                }

                last = sum - (first * last);
                errors[t] = last;
            }
        }

        return TensorPrimitives.SumOfSquares<double>(target);
    }

    /// <summary>Derivatives of scale/2 times the sum of squares.</summary>
    /// <param name="values">As in the forward pass.</param>
    /// <param name="from">As in the forward pass.</param>
    /// <param name="phi">As in the forward pass.</param>
    /// <param name="theta">As in the forward pass.</param>
    /// <param name="errors">All errors.</param>
    /// <param name="scale">Derivative of the cost by an error, ÷ the error.</param>
    /// <param name="byError">Work space of <see cref="MaxDegree"/> more entries than values.</param>
    /// <param name="phiGradient">Derivatives are added.</param>
    /// <param name="thetaGradient">Derivatives are added.</param>
    /// <param name="valueGradient">Receives derivatives by all values; zero where there are none.</param>
    /// <param name="earlierErrorGradient">Receives those by the last errors before <paramref name="from"/>, [0] the newest.</param>
    public static void Backward(
        ReadOnlySpan<double> values,
        int from,
        ReadOnlySpan<double> phi,
        ReadOnlySpan<double> theta,
        ReadOnlySpan<double> errors,
        double scale,
        Span<double> byError,
        Span<double> phiGradient,
        Span<double> thetaGradient,
        Span<double> valueGradient,
        Span<double> earlierErrorGradient)
    {
        int n = values.Length;
        byError[n..].Clear();
        TensorPrimitives.Multiply(errors[from..], scale, byError[from..n]);
        if (theta.Length > 0)
        {
            double first = theta[0];
            double last = 0;
            for (int t = n - 1; t >= from; t--)
            {
                double sum = byError[t];
                for (int j = 1; j < theta.Length; j++)
                {
                    sum -= theta[j] * byError[t + 1 + j];
                }

                last = sum - (first * last);
                byError[t] = last;
            }
        }

        ReadOnlySpan<double> own = byError[from..n];
        valueGradient.Clear();
        own.CopyTo(valueGradient[from..]);
        for (int j = 1; j <= phi.Length; j++)
        {
            phiGradient[j - 1] -= TensorPrimitives.Dot(own, values[(from - j)..^j]);
            Span<double> earlier = valueGradient[(from - j)..^j];
            TensorPrimitives.MultiplyAdd(own, -phi[j - 1], earlier, earlier);
        }

        earlierErrorGradient.Clear();
        for (int j = 1; j <= theta.Length; j++)
        {
            thetaGradient[j - 1] -= TensorPrimitives.Dot(own, errors[(from - j)..^j]);
            for (int i = 0; i < j && i < own.Length; i++)
            {
                // The error j steps before step from + i.
                earlierErrorGradient[j - i - 1] -= theta[j - 1] * own[i];
            }
        }
    }
}
