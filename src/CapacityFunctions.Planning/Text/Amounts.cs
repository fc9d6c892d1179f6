using System.Globalization;

namespace CapacityFunctions.Planning.Text;

/// <summary>How amounts are read from forecasts and written for people.</summary>
internal static class Amounts
{
    /// <summary>The largest amount that any input may hold: far above real capacity, far below where exact arithmetic ends.</summary>
    internal const decimal Largest = 100_000_000_000m;

    /// <summary>
    /// A forecast as a decimal of 15 significant digits. What binary floating point adds behind them (10.000000000000002)
    /// disappears, so that it can't round a whole unit up.
    /// </summary>
    internal static decimal FromForecast(double amount) => (decimal)amount;

    /// <summary>The same number without zeros at its end (3.20 → 3.2), which JSON and sentences would show.</summary>
    internal static decimal Trimmed(decimal amount) => amount / 1.0000000000000000000000000000m;

    internal static string Text(decimal amount) => amount.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A forecast for people: two decimals say what there is to say, unless the amount itself is smaller than that.</summary>
    internal static string Rounded(decimal forecast) =>
        forecast.ToString(forecast is > 0 and < 0.01m ? "0.######" : "0.##", CultureInfo.InvariantCulture);

    internal static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
