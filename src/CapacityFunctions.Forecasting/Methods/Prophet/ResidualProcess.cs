using System.Runtime.InteropServices;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>
/// What remains of the latest errors: an ARMA(1,1) process in its innovations form, p' = φ·p + κ·(e − p), where p is the error expected
/// next. Errors of a fit to the calendar remember each other for hours; the model itself forgets them at once.
/// </summary>
/// <param name="Persistence">φ, in [0, 1).</param>
/// <param name="Gain">κ, in [0, 1].</param>
/// <param name="Deviation">Root mean square of e − p in scaled units.</param>
/// <param name="Expected">p of the next step in scaled units.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ResidualProcess(double Persistence, double Gain, double Deviation, double Expected)
{
    public ResidualProcess Observe(double error) =>
        this with { Expected = (Persistence * Expected) + (Gain * (error - Expected)) };

    public ResidualProcess Skip() => this with { Expected = Persistence * Expected };

    /// <summary>Adds what is left of the errors at each step to the mean, and writes the variance around it.</summary>
    public void Forecast(Span<double> mean, Span<double> variance)
    {
        double expected = Expected;
        double remembered = 0;
        double power = 1;
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step] += expected;
            variance[step] = Deviation * Deviation * (1 + remembered);
            expected *= Persistence;
            remembered += Gain * Gain * power;
            power *= Persistence * Persistence;
        }
    }

    public void Write(StateWriter writer)
    {
        writer.WriteDouble(Persistence);
        writer.WriteDouble(Gain);
        writer.WriteDouble(Deviation);
        writer.WriteDouble(Expected);
    }

    public static ResidualProcess Read(StateReader reader) =>
        new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
