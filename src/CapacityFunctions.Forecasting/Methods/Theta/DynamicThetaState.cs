using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Methods.Theta;

/// <summary>
/// State of the dynamic optimised theta model after <see cref="Count"/> values (Fiorucci, Pellegrini, Louzada, Petropoulos &amp;
/// Koehler 2016, equations 12–16): level, running mean, and intercept and slope of the regression line through everything seen.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DynamicThetaState(int Count, double Level, double Mean, double Intercept, double Slope)
{
    /// <param name="first">The first value.</param>
    /// <param name="initialLevel">Level before it.</param>
    /// <param name="alpha">Smoothing of the level.</param>
    public static DynamicThetaState Start(double first, double initialLevel, double alpha) =>
        new(1, (alpha * first) + ((1 - alpha) * initialLevel), first, first, 0);

    /// <summary>One-step forecast: level + (1 − 1/θ)·(A (1 − α)^n + B (1 − (1 − α)^(n+1)) / α).</summary>
    /// <param name="alpha">Smoothing of the level.</param>
    /// <param name="theta">Weight of the short-term line, at least 1; 1 is simple exponential smoothing, 2 the classic theta.</param>
    /// <param name="decay">(1 − α)^n for n = Count.</param>
    public double Forecast(double alpha, double theta, double decay) =>
        Level + ((1 - (1 / theta)) * ((Intercept * decay) + (Slope * (1 - (decay * (1 - alpha))) / alpha)));

    public DynamicThetaState Advance(double value, double alpha)
    {
        double n = Count + 1;
        double slope = (((n - 2) * Slope) + (6 * (value - Mean) / n)) / (n + 1);
        double mean = (((n - 1) * Mean) + value) / n;
        return new DynamicThetaState(Count + 1, (alpha * value) + ((1 - alpha) * Level), mean, mean - (slope * (n + 1) / 2), slope);
    }
}
