using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <param name="Size">Smoothed size of usage; 0 before the first.</param>
/// <param name="Frequency">Smoothed interval in steps, or for the form of Teunter, Syntetos and Babai the probability of usage in a step.</param>
/// <param name="Since">Steps after the last usage.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IntermittentState(double Size, double Frequency, int Since)
{
    /// <summary>
    /// Of sizes and intervals: the middle of what Croston and Syntetos &amp; Boylan recommend, and the default of R's <c>croston</c>. Fitted
    /// gains follow chance: few demands can't support them.
    /// </summary>
    public const double Gain = 0.1;

    /// <summary>One step with known usage. The first usage and the wait for it are the start of both averages.</summary>
    public IntermittentState Observe(IntermittentForm form, double value)
    {
        bool smoothsProbability = form == IntermittentForm.TeunterSyntetosBabai;
        if (value <= 0)
        {
            return this with { Frequency = smoothsProbability && Size > 0 ? (1 - Gain) * Frequency : Frequency, Since = Since + 1 };
        }

        int interval = Since + 1;
        if (Size == 0)
        {
            return new IntermittentState(value, smoothsProbability ? 1.0 / interval : interval, 0);
        }

        double target = smoothsProbability ? 1 : interval;
        return new IntermittentState(Size + (Gain * (value - Size)), Frequency + (Gain * (target - Frequency)), 0);
    }

    public double Probability(IntermittentForm form) => form == IntermittentForm.TeunterSyntetosBabai ? Frequency : Math.Min(1, 1 / Frequency);

    public double Mean(IntermittentForm form) =>
        form switch
        {
            IntermittentForm.Croston => Size / Frequency,
            IntermittentForm.SyntetosBoylan => (1 - (Gain / 2)) * Size / Frequency,
            _ => Size * Frequency,
        };
}
