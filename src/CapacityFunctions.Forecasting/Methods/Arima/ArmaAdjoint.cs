using System.Numerics;
using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// Derivatives that the backward pass of <see cref="ArmaLikelihood"/> carries from step to step: by state a, gain K, change L and the
/// coefficients φ. State and change move up by one entry a step, which two buffers each that swap do for free.
/// Entries beyond the degree receive values that nothing reads.
/// </summary>
/// <param name="room">Entries of each vector: the padded degree and two vector widths more.</param>
internal sealed class ArmaAdjoint(int room)
{
    private static readonly int Width = Vector<double>.Count;

    private readonly double[] phi = new double[room];
    private readonly double[] gain = new double[room];
    private double[] state = new double[room];
    private double[] nextState = new double[room];
    private double[] change = new double[room];
    private double[] nextChange = new double[room];

    public ReadOnlySpan<double> Phi => phi;

    public ReadOnlySpan<double> Gain => gain;

    public void Clear(int count)
    {
        foreach (double[] vector in (ReadOnlySpan<double[]>)[phi, gain, state, nextState, change, nextChange])
        {
            vector.AsSpan(0, count).Clear();
        }
    }

    public void SetFirst(double value) => state[0] = value;

    public void SetFirstChange(double value) => change[0] = value;

    /// <summary>The filter starts with L = K.</summary>
    public void AddChangeToGain(int count)
    {
        for (int i = 0; i < count; i++)
        {
            gain[i] += change[i];
        }
    }

    /// <summary>One step back through all of the recursion.</summary>
    /// <param name="k">K before the step.</param>
    /// <param name="l">L before the step.</param>
    /// <param name="coefficients">φ, padded.</param>
    /// <param name="padded">Entries to treat, a multiple of the vector width.</param>
    /// <param name="first">a_1 before the step.</param>
    /// <param name="share">v / F.</param>
    /// <param name="g">L_1 before the step.</param>
    /// <param name="kappa">M g.</param>
    /// <param name="ratio">g / F.</param>
    public ArmaAdjointSums Step(
        ReadOnlySpan<double> k,
        ReadOnlySpan<double> l,
        ReadOnlySpan<double> coefficients,
        int padded,
        double first,
        double share,
        double g,
        double kappa,
        double ratio)
    {
        ref double kRef = ref MemoryMarshal.GetReference(k);
        ref double lRef = ref MemoryMarshal.GetReference(l);
        ref double fRef = ref MemoryMarshal.GetReference(coefficients);
        ref double phiBar = ref MemoryMarshal.GetArrayDataReference(phi);
        ref double gainBar = ref MemoryMarshal.GetArrayDataReference(gain);
        ref double stateBar = ref MemoryMarshal.GetArrayDataReference(state);
        ref double changeBar = ref MemoryMarshal.GetArrayDataReference(change);
        ref double stateOut = ref MemoryMarshal.GetArrayDataReference(nextState);
        ref double changeOut = ref MemoryMarshal.GetArrayDataReference(nextChange);
        Vector<double> vectorFirst = new(first);
        Vector<double> vectorShare = new(share);
        Vector<double> vectorG = new(g);
        Vector<double> vectorKappa = new(kappa);
        Vector<double> vectorRatio = new(-ratio);
        Vector<double> sumFirst = Vector<double>.Zero;
        Vector<double> sumShare = Vector<double>.Zero;
        Vector<double> sumChange = Vector<double>.Zero;
        Vector<double> sumRatio = Vector<double>.Zero;
        Vector<double> sumKappa = Vector<double>.Zero;
        for (nuint i = 0; i < (nuint)padded; i += (nuint)Width)
        {
            Vector<double> f = Vector.LoadUnsafe(ref fRef, i);
            Vector<double> gainValue = Vector.LoadUnsafe(ref kRef, i);
            Vector<double> aBar = Vector.LoadUnsafe(ref stateBar, i);
            Vector<double> kBar = Vector.LoadUnsafe(ref gainBar, i);
            Vector<double> lBar = Vector.LoadUnsafe(ref changeBar, i);
            Vector<double> moved = Vector.MultiplyAddEstimate(f, vectorG, Vector.LoadUnsafe(ref lRef, i + 1));
            Vector<double> movedBar = Vector.MultiplyAddEstimate(kBar, vectorKappa, lBar);
            Vector<double> fBar = Vector.MultiplyAddEstimate(aBar, vectorFirst, Vector.LoadUnsafe(ref phiBar, i));
            Vector.MultiplyAddEstimate(movedBar, vectorG, fBar).StoreUnsafe(ref phiBar, i);
            sumFirst = Vector.MultiplyAddEstimate(f, aBar, sumFirst);
            sumShare = Vector.MultiplyAddEstimate(gainValue, aBar, sumShare);
            sumRatio = Vector.MultiplyAddEstimate(gainValue, lBar, sumRatio);
            sumKappa = Vector.MultiplyAddEstimate(moved, kBar, sumKappa);
            sumChange = Vector.MultiplyAddEstimate(movedBar, f, sumChange);
            kBar = Vector.MultiplyAddEstimate(aBar, vectorShare, kBar);
            Vector.MultiplyAddEstimate(lBar, vectorRatio, kBar).StoreUnsafe(ref gainBar, i);
            aBar.StoreUnsafe(ref stateOut, i + 1);
            movedBar.StoreUnsafe(ref changeOut, i + 1);
        }

        (state, nextState) = (nextState, state);
        (change, nextChange) = (nextChange, change);
        return new ArmaAdjointSums(
            Vector.Sum(sumFirst), Vector.Sum(sumShare), Vector.Sum(sumChange), Vector.Sum(sumRatio), Vector.Sum(sumKappa));
    }

    /// <summary>One step back while the gain is constant: only the state moves.</summary>
    public ArmaAdjointSums StepState(ReadOnlySpan<double> k, ReadOnlySpan<double> coefficients, int padded, double first, double share)
    {
        ref double kRef = ref MemoryMarshal.GetReference(k);
        ref double fRef = ref MemoryMarshal.GetReference(coefficients);
        ref double phiBar = ref MemoryMarshal.GetArrayDataReference(phi);
        ref double gainBar = ref MemoryMarshal.GetArrayDataReference(gain);
        ref double stateBar = ref MemoryMarshal.GetArrayDataReference(state);
        ref double stateOut = ref MemoryMarshal.GetArrayDataReference(nextState);
        Vector<double> vectorFirst = new(first);
        Vector<double> vectorShare = new(share);
        Vector<double> sumFirst = Vector<double>.Zero;
        Vector<double> sumShare = Vector<double>.Zero;
        for (nuint i = 0; i < (nuint)padded; i += (nuint)Width)
        {
            Vector<double> aBar = Vector.LoadUnsafe(ref stateBar, i);
            Vector.MultiplyAddEstimate(aBar, vectorFirst, Vector.LoadUnsafe(ref phiBar, i)).StoreUnsafe(ref phiBar, i);
            Vector.MultiplyAddEstimate(aBar, vectorShare, Vector.LoadUnsafe(ref gainBar, i)).StoreUnsafe(ref gainBar, i);
            sumFirst = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref fRef, i), aBar, sumFirst);
            sumShare = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref kRef, i), aBar, sumShare);
            aBar.StoreUnsafe(ref stateOut, i + 1);
        }

        (state, nextState) = (nextState, state);
        return new ArmaAdjointSums(Vector.Sum(sumFirst), Vector.Sum(sumShare), 0, 0, 0);
    }
}
