using System.Globalization;

namespace CapacityFunctions.Cli.Simulations.Pictures;

/// <summary>Puts values on an axis.</summary>
/// <param name="Least">Value at <paramref name="From"/>; above 0 for a logarithmic scale.</param>
/// <param name="Most">Value at <paramref name="To"/>, above <paramref name="Least"/>.</param>
/// <param name="From">Coordinate.</param>
/// <param name="To">Coordinate.</param>
/// <param name="IsLogarithmic">Whether equal ratios are equal distances.</param>
internal sealed record ChartScale(double Least, double Most, double From, double To, bool IsLogarithmic = false)
{
    private const int MostTicks = 6;

    public double At(double value)
    {
        double share = IsLogarithmic ? Math.Log(value / Least) / Math.Log(Most / Least) : (value - Least) / (Most - Least);
        return From + (share * (To - From));
    }

    /// <summary>Round values inside the scale: 1, 2 or 5 times a power of ten.</summary>
    public IEnumerable<double> Ticks() => IsLogarithmic ? LogarithmicTicks() : LinearTicks();

    /// <summary>A value as short as an axis wants it: 12k, 1.5M.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        >= 10 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private IEnumerable<double> LinearTicks()
    {
        double raw = (Most - Least) / MostTicks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = (raw / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
        for (double i = Math.Ceiling(Least / step); i * step <= Most * (1 + 1e-9); i++)
        {
            yield return i * step;
        }
    }

    private IEnumerable<double> LogarithmicTicks()
    {
        double[] factors = [1, 2, 5];
        for (double power = Math.Pow(10, Math.Floor(Math.Log10(Least))); power <= Most; power *= 10)
        {
            foreach (double tick in factors.Select(factor => factor * power).Where(tick => tick >= Least && tick <= Most))
            {
                yield return tick;
            }
        }
    }
}
