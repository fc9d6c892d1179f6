namespace CapacityFunctions.Forecasting.Learning;

/// <summary>Which external inputs a training looks at.</summary>
internal static class PanelSignals
{
    private const int Most = 6;
    private const int FewestSeries = 3;
    private const double FewestShare = 0.1;

    /// <summary>The inputs that most series have, by name; each with at least three series and a tenth of them.</summary>
    public static string[] Of(SeriesPanel panel)
    {
        double fewest = Math.Max(FewestSeries, FewestShare * panel.Series.Count);
        return [.. panel.Series
            .SelectMany(item => item.Series.Inputs.All.Select(input => input.Name))
            .GroupBy(name => name, StringComparer.Ordinal)
            .Where(group => group.Count() >= fewest)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(Most)
            .Select(group => group.Key)
            .Order(StringComparer.Ordinal)];
    }
}
