using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// Exact Gaussian likelihood of a stationary ARMA process by the Kalman filter in its fast form (Morf, Sidhu &amp; Kailath 1974; Pearlman
/// 1980; Mélard 1984): the state's covariance changes by a matrix of rank one each step, so vectors replace matrices and a step costs
/// O(r), r the larger degree. With the companion matrix T, (T x)_i = φ_i x_1 + x_i+1, gain K, change L, its weight M and variance F
/// <code>
/// v = u − a_1,                 a ← T a + K v / F
/// g = L_1,                     F' = F + M g²,   K' = K + T L M g,   L' = T L − K g / F,   M' = M F / F'
/// </code>
/// from a = 0, L = K, M = −1/F. The cost is −2·log-likelihood without constants and with the innovations' variance concentrated out,
/// n ln(Σ v²/F ÷ n) + Σ ln F. Its gradient is the recursion run backwards (reverse-mode differentiation), which costs about twice the
/// pass itself for any number of coefficients.
/// </summary>
/// <remarks>
/// F falls to 1 and F_t − 1 bounds all later squared partial autocorrelations, so once it is below <see cref="Steady"/> the gain is constant
/// and only the state is carried on; for low degrees <see cref="ArmaRecursion"/> takes over, which needs none.
/// </remarks>
internal sealed class ArmaLikelihood
{
    private const double Steady = 1e-12;
    private const double SmallestMeanSquare = 1e-24;

    private static readonly int Width = Vector<double>.Count;

    private readonly int length;
    private readonly ArmaStart start;
    private readonly double[] phi;
    private readonly double[] theta;
    private readonly double[] state;
    private readonly double[] firstStates;
    private readonly double[] observed;
    private readonly double[] byError;
    private readonly double[] innovations;
    private readonly double[] variances;
    private readonly double[] weights;
    private readonly ArmaAdjoint adjoint;
    private double[] gains = [];
    private double[] changes = [];
    private int p;
    private int q;
    private int padded;
    private int stride;
    private int steadyFrom;
    private int recursionFrom;

    /// <param name="length">Number of values.</param>
    /// <param name="capacity">Largest degree of either polynomial.</param>
    public ArmaLikelihood(int length, int capacity)
    {
        this.length = length;
        start = new ArmaStart(capacity);
        int room = Padded(capacity) + (2 * Width);
        phi = new double[room];
        theta = new double[room];
        state = new double[room];
        firstStates = new double[length];
        observed = new double[length];
        byError = new double[length + ArmaRecursion.MaxDegree];
        innovations = new double[length];
        variances = new double[length + 1];
        weights = new double[length + 1];
        adjoint = new ArmaAdjoint(room);
    }

    /// <summary>Σ v²/F of the last pass.</summary>
    public double SquaredErrors { get; private set; }

    /// <summary>Σ ln F of the last pass.</summary>
    public double LogDeterminant { get; private set; }

    /// <summary>One-step errors v of the last pass.</summary>
    public ReadOnlySpan<double> Innovations => innovations;

    /// <param name="values">A series with mean zero and a spread of about 1, as long as the constructor says.</param>
    /// <param name="ar">φ_1 … φ_p, stationary.</param>
    /// <param name="ma">θ_1 … θ_q, invertible.</param>
    /// <returns>The cost; infinity where it can't be computed.</returns>
    public double Forward(ReadOnlySpan<double> values, ReadOnlySpan<double> ar, ReadOnlySpan<double> ma)
    {
        if (!Prepare(ar, ma))
        {
            return double.PositiveInfinity;
        }

        double squares = 0;
        double logs = 0;
        double product = 1;
        values.CopyTo(observed);
        Array.Clear(state);
        for (int t = 0; t < recursionFrom; t++)
        {
            double variance = variances[t];
            double first = state[0];
            double v = values[t] - first;
            firstStates[t] = first;
            innovations[t] = v;
            squares += v * v / variance;
            AdvanceState(Math.Min(t, steadyFrom), first, v / variance);

            // Logarithms are the dear part: multiply variances as long as the product stays representable.
            product *= variance;
            if (product > 1e200)
            {
                logs += Math.Log(product);
                product = 1;
            }
        }

        if (recursionFrom < length)
        {
            squares += ArmaRecursion.Forward(observed, recursionFrom, phi.AsSpan(0, p), theta.AsSpan(0, q), innovations);
        }

        // A series that is explained exactly has no highest likelihood; this one is high enough to stop at.
        SquaredErrors = Math.Max(squares, SmallestMeanSquare * length);
        LogDeterminant = logs + Math.Log(product);
        double cost = (length * Math.Log(SquaredErrors / length)) + LogDeterminant;
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    /// <summary>Filters another series with the gains of the last <see cref="Forward"/>.</summary>
    /// <param name="values">As long as the constructor says.</param>
    /// <param name="errors">Receives v/√F: independent errors of equal variance if values were such a process.</param>
    public void Whiten(ReadOnlySpan<double> values, Span<double> errors)
    {
        Array.Clear(state);
        for (int t = 0; t < recursionFrom; t++)
        {
            double first = state[0];
            errors[t] = values[t] - first;
            AdvanceState(Math.Min(t, steadyFrom), first, errors[t] / variances[t]);
        }

        if (recursionFrom < length)
        {
            ArmaRecursion.Forward(values, recursionFrom, phi.AsSpan(0, p), theta.AsSpan(0, q), errors);
        }

        for (int t = 0; t < Math.Min(steadyFrom, length); t++)
        {
            errors[t] /= Math.Sqrt(variances[t]);
        }
    }

    /// <summary>Exact derivative of the cost of the last <see cref="Forward"/>, which must have been finite.</summary>
    /// <param name="arGradient">Receives the derivatives by φ.</param>
    /// <param name="maGradient">Receives the derivatives by θ.</param>
    /// <param name="valueGradient">Receives the derivatives by the values.</param>
    public void Backward(Span<double> arGradient, Span<double> maGradient, Span<double> valueGradient)
    {
        adjoint.Clear(padded + Width);
        double scale = 2.0 * length / SquaredErrors;
        double varianceBar = 0;
        double weightBar = 0;
        Span<double> laterErrorBars = stackalloc double[ArmaRecursion.MaxDegree];
        laterErrorBars.Clear();
        arGradient.Clear();
        maGradient.Clear();
        valueGradient.Clear();
        if (recursionFrom < length)
        {
            ArmaRecursion.Backward(
                observed, recursionFrom, phi.AsSpan(0, p), theta.AsSpan(0, q), innovations, scale, byError,
                arGradient, maGradient, valueGradient, laterErrorBars);
        }

        for (int t = recursionFrom - 1; t >= 0; t--)
        {
            double variance = variances[t];
            double v = innovations[t];
            double share = v / variance;
            double errorBar = recursionFrom - 1 - t < laterErrorBars.Length ? laterErrorBars[recursionFrom - 1 - t] : 0;
            errorBar += scale * share;
            if (t >= steadyFrom)
            {
                ArmaAdjointSums steady = adjoint.StepState(Gain(steadyFrom), phi, padded, firstStates[t], share);
                errorBar += steady.Share;
                valueGradient[t] += errorBar;
                adjoint.SetFirst(steady.First - errorBar);
                continue;
            }

            double g = changes[t * stride];
            double m = weights[t];
            double next = variances[t + 1];
            double kappa = m * g;
            double c = g / variance;
            ArmaAdjointSums sums = adjoint.Step(Gain(t), Change(t), phi, padded, firstStates[t], share, g, kappa, c);

            // In the order of the doc above, backwards: M', F', M g, g / F, then v / F and the terms of the cost.
            double nextBar = varianceBar - (weightBar * m * variance / (next * next));
            double kappaBar = sums.Kappa;
            double gBar = sums.Change + (2 * m * g * nextBar) + (kappaBar * m) - (sums.Ratio / variance);
            varianceBar = nextBar + (weightBar * m / next) + (sums.Ratio * g / (variance * variance))
                - (sums.Share * share / variance) - (0.5 * scale * share * share) + (1 / variance);
            weightBar = (weightBar * variance / next) + (g * g * nextBar) + (kappaBar * g);
            errorBar += sums.Share / variance;
            valueGradient[t] += errorBar;
            adjoint.SetFirst(sums.First - errorBar);
            adjoint.SetFirstChange(gBar);
        }

        // L = K and M = −1/F at the start.
        adjoint.AddChangeToGain(padded);
        varianceBar += weightBar / (variances[0] * variances[0]);
        TensorPrimitives.Add(adjoint.Phi[..p], arGradient, arGradient);
        start.Backward(phi.AsSpan(0, p), theta.AsSpan(0, q), adjoint.Gain, varianceBar, arGradient, maGradient);
    }

    /// <summary>The filter after the last value of the last <see cref="Forward"/>.</summary>
    /// <param name="scale">Factor that brings the values back to their unit.</param>
    public ArmaFilter Final(double scale)
    {
        int row = Math.Min(length, steadyFrom);
        int size = Math.Max(p, q);
        bool isSteady = steadyFrom <= length;
        double[] expected = recursionFrom < length ? StateAfterRecursion(size) : state.AsSpan(0, size).ToArray();
        TensorPrimitives.Multiply(expected, scale, expected);
        return new ArmaFilter(
            phi.AsSpan(0, size).ToArray(),
            expected,
            gains.AsSpan(row * stride, size).ToArray(),
            isSteady ? new double[size] : changes.AsSpan(row * stride, size).ToArray(),
            isSteady ? 1 : variances[length],
            isSteady ? 0 : weights[length]);
    }

    /// <summary>a_i = Σ_j≥i (φ_j u_n−1−j+i + θ_j e_n−1−j+i).</summary>
    private double[] StateAfterRecursion(int size)
    {
        double[] expected = new double[size];
        for (int i = 0; i < size; i++)
        {
            for (int j = i; j < size; j++)
            {
                expected[i] += (phi[j] * observed[length - 1 - j + i]) + (theta[j] * innovations[length - 1 - j + i]);
            }
        }

        return expected;
    }

    /// <summary>Runs the part of the recursion that doesn't depend on the values.</summary>
    private bool Prepare(ReadOnlySpan<double> ar, ReadOnlySpan<double> ma)
    {
        (p, q) = (ar.Length, ma.Length);
        padded = Padded(Math.Max(p, q));
        stride = padded + Width;
        if (gains.Length < (length + 1) * stride)
        {
            gains = new double[(length + 1) * stride];
            changes = new double[(length + 1) * stride];
        }

        Array.Clear(phi);
        ar.CopyTo(phi);
        Array.Clear(theta);
        ma.CopyTo(theta);
        gains.AsSpan(0, stride).Clear();
        double variance = start.Compute(phi.AsSpan(0, p), theta.AsSpan(0, q), gains);
        if (!double.IsFinite(variance))
        {
            return false;
        }

        RunCovariance(variance);

        // With constant gain the errors of the last max(p, q) steps and as many values stand for the state.
        int size = Math.Max(p, q);
        recursionFrom = size > ArmaRecursion.MaxDegree || steadyFrom >= length - size ? length : steadyFrom + size;
        return true;
    }

    private void RunCovariance(double variance)
    {
        gains.AsSpan(0, stride).CopyTo(changes);
        double weight = -1 / variance;
        steadyFrom = int.MaxValue;
        for (int t = 0; t <= length; t++)
        {
            if (variance - 1 < Steady)
            {
                steadyFrom = t;
                variances.AsSpan(t).Fill(1);
                return;
            }

            variances[t] = variance;
            weights[t] = weight;
            if (t < length)
            {
                double g = changes[t * stride];
                double next = variance + (weight * g * g);
                AdvanceCovariance(t, g, weight * g, g / variance);
                weight *= variance / next;
                variance = next;
            }
        }
    }

    private static int Padded(int size) => Math.Max(1, (size + Width - 1) / Width) * Width;

    private ReadOnlySpan<double> Gain(int t) => gains.AsSpan(t * stride, stride);

    private ReadOnlySpan<double> Change(int t) => changes.AsSpan(t * stride, stride);

    private void AdvanceCovariance(int t, double g, double kappa, double c)
    {
        ref double f = ref MemoryMarshal.GetArrayDataReference(phi);
        ref double k = ref gains[t * stride];
        ref double l = ref changes[t * stride];
        ref double nextK = ref gains[(t + 1) * stride];
        ref double nextL = ref changes[(t + 1) * stride];
        Vector<double> vectorG = new(g);
        Vector<double> vectorKappa = new(kappa);
        Vector<double> vectorC = new(-c);
        for (nuint i = 0; i < (nuint)padded; i += (nuint)Width)
        {
            Vector<double> gain = Vector.LoadUnsafe(ref k, i);
            Vector<double> moved = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref f, i), vectorG, Vector.LoadUnsafe(ref l, i + 1));
            Vector.MultiplyAddEstimate(moved, vectorKappa, gain).StoreUnsafe(ref nextK, i);
            Vector.MultiplyAddEstimate(gain, vectorC, moved).StoreUnsafe(ref nextL, i);
        }

        Vector<double>.Zero.StoreUnsafe(ref nextL, (nuint)padded);
    }

    private void AdvanceState(int row, double first, double share)
    {
        ref double f = ref MemoryMarshal.GetArrayDataReference(phi);
        ref double a = ref MemoryMarshal.GetArrayDataReference(state);
        ref double k = ref gains[row * stride];
        Vector<double> vectorFirst = new(first);
        Vector<double> vectorShare = new(share);

        // In place: a block is written after the one value of the next block that it needs was read.
        for (nuint i = 0; i < (nuint)padded; i += (nuint)Width)
        {
            Vector<double> moved = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref f, i), vectorFirst, Vector.LoadUnsafe(ref a, i + 1));
            Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref k, i), vectorShare, moved).StoreUnsafe(ref a, i);
        }
    }
}
