using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>
/// Future changes of the rate: a Poisson process with as many changes per length of the history as it had changepoints, each Laplace with
/// the mean magnitude seen (Taylor &amp; Letham 2018, §3.1.4). The original simulates it; the deviation of the line that it causes has a
/// closed characteristic function: with rate r and scale λ it is exp(r·(atan(λux)/(λu) − x)) after a time x, its variance 2rλ²x³/3.
/// </summary>
/// <param name="Rate">Changes per length of the history.</param>
/// <param name="Scale">λ: mean magnitude of a change, scaled.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TrendUncertainty(double Rate, double Scale)
{
    /// <param name="time">Scaled time since the end of the history that was fitted, at least 0.</param>
    public double Variance(double time) => 2 * Rate * Scale * Scale * time * time * time / 3;

    /// <summary>Natural logarithm of the characteristic function.</summary>
    /// <param name="frequency">u, above 0.</param>
    /// <param name="time">As in <see cref="Variance"/>.</param>
    public double LogCharacteristic(double frequency, double time)
    {
        double product = Scale * frequency * time;

        // atan(p)/p − 1 loses all digits near zero: its series there.
        double relative = product < 1e-3 ? -product * product / 3 : (Math.Atan(product) / product) - 1;
        return Rate * time * relative;
    }

    public void Write(StateWriter writer)
    {
        writer.WriteDouble(Rate);
        writer.WriteDouble(Scale);
    }

    public static TrendUncertainty Read(StateReader reader) => new(reader.ReadDouble(), reader.ReadDouble());
}
