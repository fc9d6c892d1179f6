using CapacityFunctions.Forecasting.Inputs;

namespace CapacityFunctions.Forecasting.Learning.Features;

/// <summary>The external inputs of a series on its grid, one row of values for each signal of a layout.</summary>
internal sealed class SignalTrack
{
    private readonly double[][] values;
    private readonly bool[][] known;
    private readonly bool[] isKnownAhead;

    private SignalTrack(double[][] values, bool[][] known, bool[] isKnownAhead)
    {
        this.values = values;
        this.known = known;
        this.isKnownAhead = isKnownAhead;
    }

    /// <param name="layout">Names the signals.</param>
    /// <param name="series">Its inputs; a signal that it lacks is unknown everywhere.</param>
    /// <param name="start">Start of the first step by the clock of the history.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="length">Steps of history and forecast together.</param>
    /// <returns>Null where there is nothing to see.</returns>
    public static SignalTrack? Of(FeatureLayout layout, LearnedSeries series, DateTimeOffset start, TimeSpan step, int length)
    {
        if (layout.Signals.Count == 0 || step == TimeSpan.Zero)
        {
            return null;
        }

        double[][] tracks = new double[layout.Signals.Count][];
        bool[][] isKnown = new bool[layout.Signals.Count][];
        bool[] ahead = new bool[layout.Signals.Count];
        for (int i = 0; i < tracks.Length; i++)
        {
            tracks[i] = new double[length];
            isKnown[i] = new bool[length];
            if (series.Inputs.Find(layout.Signals[i]) is { } input)
            {
                input.Fill(start, step, input.Hold, tracks[i], isKnown[i]);
                ahead[i] = input.Knowledge == InputKnowledge.KnownAhead;
            }
        }

        return new SignalTrack(tracks, isKnown, ahead);
    }

    /// <summary>What is known of the signals at a step.</summary>
    /// <param name="origin">Index of the first step that is forecast.</param>
    /// <param name="reach">Steps before it by which values are scaled.</param>
    public SignalWindow At(int origin, int reach)
    {
        double[] means = new double[values.Length];
        double[] units = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (means[i], units[i]) = MeanAndUnit(values[i], known[i], Math.Max(0, origin - reach), origin);
        }

        return new SignalWindow(values, known, isKnownAhead, origin, means, units);
    }

    private static (double Mean, double Unit) MeanAndUnit(double[] values, bool[] known, int from, int to)
    {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = from; i < to; i++)
        {
            if (known[i])
            {
                count++;
                sum += values[i];
                squares += values[i] * values[i];
            }
        }

        double mean = count > 0 ? sum / count : 0;
        double variance = count > 0 ? Math.Max(0, (squares / count) - (mean * mean)) : 0;

        // A signal that never moved before is in units of itself.
        return (mean, variance > 1e-12 * mean * mean && variance > 0 ? Math.Sqrt(variance) : Math.Max(Math.Abs(mean), 1));
    }
}
