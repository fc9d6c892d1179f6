using CapacityFunctions.Forecasting.Learning.Features;

namespace CapacityFunctions.Forecasting.Learning.Boosted;

/// <summary>
/// Rows of trees: the features of a step ahead, and one column a trait word. Trees learn the logarithm of the scaled distance
/// from the level: squared errors would otherwise see bursts alone.
/// </summary>
internal static class BoostedRows
{
    /// <summary>Column of the share of the horizon that a step is at.</summary>
    public const int StepColumn = FeatureLayout.OriginCount + FeatureLayout.DayLags + 1 + FeatureLayout.WeekLags + 5;

    public static int Width(FeatureLayout layout, TraitWords words) => layout.RowCount + words.Count;

    /// <param name="features">Of the step.</param>
    /// <param name="traits">Numbers of the series' words.</param>
    /// <param name="row">Receives both.</param>
    public static void Fill(ReadOnlySpan<float> features, ReadOnlySpan<int> traits, Span<float> row)
    {
        features.CopyTo(row);
        row[features.Length..].Clear();
        foreach (int trait in traits)
        {
            row[features.Length + trait] = 1;
        }
    }

    public static float TargetOf(float scaled) => SeriesScale.Compress(scaled);

    /// <summary>The inverse of <see cref="TargetOf"/>.</summary>
    public static double Restore(double target) => SeriesScale.Expand(target);
}
