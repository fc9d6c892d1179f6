using CapacityFunctions.Forecasting.Numerics;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// What an input is expected to be where nothing is known of it: the mean of its phase, and of the latest deviation from that a share that
/// fades with the autocorrelation at lag one. It fills gaps and carries inputs that are only observed into the time that is forecast.
/// </summary>
/// <param name="Means">One a phase, [0] for the first step of the history.</param>
/// <param name="Persistence">Share of a deviation that is left one step later, 0 to 1.</param>
internal sealed record InputExpectation(double[] Means, double Persistence)
{
    /// <param name="values">The history; entries of unknown steps are ignored.</param>
    /// <param name="known">As long as values.</param>
    /// <param name="period">Season in steps, 1 for none.</param>
    public static InputExpectation Of(ReadOnlySpan<double> values, ReadOnlySpan<bool> known, int period)
    {
        double[] filled = values.ToArray();
        double last = FirstKnown(values, known);
        for (int i = 0; i < filled.Length; i++)
        {
            last = filled[i] = known[i] ? values[i] : last;
        }

        if (filled.Length == 0)
        {
            return new InputExpectation([0], 0);
        }

        // In single precision, as they are stored: a restored model forecasts the same.
        double[] means = Array.ConvertAll(PhaseMeans.Of(filled, period), mean => (double)(float)mean);
        PhaseMeans.Remove(filled, period);
        double[] correlation = new double[1];
        Autocorrelation.Compute(filled, correlation);
        return new InputExpectation(means, Math.Clamp(correlation[0], 0, 1));
    }

    /// <summary>Fills in what is unknown.</summary>
    /// <param name="position">Steps before the first one since the start of the history.</param>
    /// <param name="deviation">Deviation of the step before, and after the call of the last one.</param>
    /// <param name="values">Read where known, written elsewhere.</param>
    /// <param name="known">As long as values.</param>
    public void Fill(long position, ref double deviation, Span<double> values, ReadOnlySpan<bool> known)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double mean = Means[(position + i) % Means.Length];
            if (known[i])
            {
                deviation = values[i] - mean;
            }
            else
            {
                deviation *= Persistence;
                values[i] = mean + deviation;
            }
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteSingles(Array.ConvertAll(Means, mean => (float)mean));
        writer.WriteDouble(Persistence);
    }

    public static InputExpectation Read(StateReader reader)
    {
        double[] means = Array.ConvertAll(reader.ReadSingles(), mean => (double)mean);
        return means.Length > 0
            ? new InputExpectation(means, reader.ReadDouble())
            : throw new InvalidDataException("Model state is damaged: an input without a mean.");
    }

    private static double FirstKnown(ReadOnlySpan<double> values, ReadOnlySpan<bool> known)
    {
        int first = known.IndexOf(value: true);
        return first < 0 ? 0 : values[first];
    }
}
