using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;

/// <summary>
/// The length of the window. A season is found by a window that holds a whole number of it; longer windows tell components better apart,
/// up to half of the history (Golyandina &amp; Zhigljavsky 2013, §2.4; Golyandina 2010).
/// </summary>
internal static class SsaWindow
{
    /// <summary>Shorter ones describe no more than a last value.</summary>
    public const int Shortest = 4;

    // Cost grows with the cube: a week of five minutes (2,016) would take minutes, a day of them (288) is what can be paid.
    private const int Longest = 336;

    // Of the shortest season. One alone is confused with the trend; more than three were no better (README).
    private const int Seasons = 3;
    private const int WithoutSeason = 24;
    private const int ShortestTraining = 1_024;
    private const int TrainingWindows = 10;

    /// <returns>Steps; below <see cref="Shortest"/> for a history that is too short.</returns>
    public static int Of(FitRequest request)
    {
        int half = (request.History.Length - 1) / 2;
        if (request.Periods.Count == 0)
        {
            return Math.Min(WithoutSeason, half);
        }

        // The longest season that fits, or as many of the shortest ones as do.
        int limit = Math.Min(Longest, half);
        int season = request.Periods.LastOrDefault(period => period <= limit);
        int several = Math.Min(Seasons, limit / request.FirstPeriod) * request.FirstPeriod;
        int window = Math.Max(season, several);
        return window > 0 ? window : limit;
    }

    /// <summary>Values that are trained on, and kept in the state: the newest ones.</summary>
    public static int TrainingLength(int history, int window) => Math.Min(history, Math.Max(ShortestTraining, TrainingWindows * window));
}
