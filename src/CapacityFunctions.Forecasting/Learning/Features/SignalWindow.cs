namespace CapacityFunctions.Forecasting.Learning.Features;

/// <summary>The signals around one origin, each in units of its own past; what only arrives with the data is unknown from the origin on.</summary>
internal sealed class SignalWindow(double[][] values, bool[][] known, bool[] isKnownAhead, int origin, double[] means, double[] units)
{
    /// <summary>Value of each signal at a step before the origin, 0 where nothing is known.</summary>
    /// <param name="offset">Negative, counted from the origin.</param>
    /// <param name="target">One number a signal.</param>
    public void FillWindow(int offset, Span<float> target)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int index = origin + offset;
            target[i] = index >= 0 && known[i][index] ? Scaled(i, index) : 0;
        }
    }

    /// <summary>Value and whether it is known, of each signal, at a step ahead.</summary>
    /// <param name="step">0 is the origin.</param>
    /// <param name="target">Two numbers a signal.</param>
    public void FillStep(int step, Span<float> target)
    {
        for (int i = 0; i < values.Length; i++)
        {
            bool isKnown = isKnownAhead[i] && known[i][origin + step];
            target[2 * i] = isKnown ? Scaled(i, origin + step) : 0;
            target[(2 * i) + 1] = isKnown ? 1 : 0;
        }
    }

    private float Scaled(int signal, int index) => SeriesScale.Compress((values[signal][index] - means[signal]) / units[signal]);
}
