using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>
/// The filter of <see cref="ArmaLikelihood"/> between two steps, to go on with newer values: equal to filtering everything again.
/// A missing value leaves gain and variance as they are, so the filter trusts the next value as if nothing had been missed.
/// </summary>
/// <param name="phi">φ, as long as the state.</param>
/// <param name="state">Expected values of the state; [0] is the next forecast.</param>
/// <param name="gain">K.</param>
/// <param name="change">L.</param>
/// <param name="variance">F of the next value, in units of the innovations' variance.</param>
/// <param name="weight">M.</param>
internal sealed class ArmaFilter(double[] phi, double[] state, double[] gain, double[] change, double variance, double weight)
{
    private double nextVariance = variance;
    private double nextWeight = weight;

    /// <summary>Forecast of the next value.</summary>
    public double Next => state.Length > 0 ? state[0] : 0;

    public ArmaFilter Copy() =>
        new(phi, (double[])state.Clone(), (double[])gain.Clone(), (double[])change.Clone(), nextVariance, nextWeight);

    public void Observe(double value)
    {
        Move((value - Next) / nextVariance);
        if (nextWeight == 0 || state.Length == 0)
        {
            return;
        }

        double g = change[0];
        double next = nextVariance + (nextWeight * g * g);
        for (int i = 0; i < state.Length; i++)
        {
            double moved = (phi[i] * g) + (i + 1 < state.Length ? change[i + 1] : 0);
            change[i] = moved - (gain[i] * g / nextVariance);
            gain[i] += moved * nextWeight * g;
        }

        nextWeight *= nextVariance / next;
        nextVariance = next;
    }

    /// <summary>Advances over a value that was not observed, or that is still to come.</summary>
    public void Skip() => Move(0);

    public void Write(StateWriter writer)
    {
        writer.WriteDoubles(state);
        writer.WriteDoubles(gain);
        writer.WriteDouble(nextVariance);
        writer.WriteDouble(nextWeight);

        // A constant gain has no change to remember.
        writer.WriteDoubles(nextWeight == 0 ? [] : change);
    }

    /// <param name="reader">At what <see cref="Write"/> wrote.</param>
    /// <param name="coefficients">φ of the model, not longer than the state.</param>
    /// <exception cref="InvalidDataException">The parts don't fit together.</exception>
    public static ArmaFilter Read(StateReader reader, ReadOnlySpan<double> coefficients)
    {
        double[] state = reader.ReadDoubles();
        double[] gain = reader.ReadDoubles();
        (double variance, double weight) = (reader.ReadDouble(), reader.ReadDouble());
        double[] change = reader.ReadDoubles();
        if (change.Length == 0)
        {
            change = new double[state.Length];
        }

        if (gain.Length != state.Length || change.Length != state.Length || coefficients.Length > state.Length)
        {
            throw new InvalidDataException(
                $"Model state is damaged: an ARIMA filter of {state.Length} entries with {gain.Length} gains and {coefficients.Length} coefficients.");
        }

        double[] phi = new double[state.Length];
        coefficients.CopyTo(phi);
        return new ArmaFilter(phi, state, gain, change, variance, weight);
    }

    private void Move(double share)
    {
        double first = Next;
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = (phi[i] * first) + (i + 1 < state.Length ? state[i + 1] : 0) + (gain[i] * share);
        }
    }
}
