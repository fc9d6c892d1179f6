using System.Buffers;
using System.Globalization;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.Learning.Boosted;

/// <summary>A distribution forest over the features of each step ahead.</summary>
internal sealed class ForestForecaster : IPanelForecaster
{
    private readonly StepFeatures features;
    private readonly TraitWords words;
    private readonly int horizon;

    /// <param name="layout">Of the features.</param>
    /// <param name="words">Traits.</param>
    /// <param name="forest">What was learned.</param>
    /// <param name="horizon">Steps ahead that it was trained for.</param>
    /// <exception cref="InvalidDataException">The forest has other features.</exception>
    public ForestForecaster(FeatureLayout layout, TraitWords words, DistributionForest forest, int horizon)
    {
        int width = BoostedRows.Width(layout, words);
        if (forest.FeatureCount != width)
        {
            throw new InvalidDataException($"A forest over {forest.FeatureCount} features can't see {width}.");
        }

        features = new StepFeatures(layout);
        this.words = words;
        this.horizon = horizon;
        Forest = forest;
    }

    public FeatureLayout Layout => features.Layout;

    public DistributionForest Forest { get; }

    public void Forecast(in SeriesPast past, LearnedSeries series, Span<double> quantiles)
    {
        int steps = quantiles.Length / QuantileGrid.Count;
        int width = Forest.FeatureCount;
        int count = Layout.RowCount;
        float[] seen = ArrayPool<float>.Shared.Rent(steps * count);
        float[] rows = ArrayPool<float>.Shared.Rent(steps * width);
        float[] middles = new float[steps];
        int[] traits = words.Of(series.Traits);
        features.FillAhead(past, steps, horizon, seen.AsSpan(0, steps * count), middles);
        for (int i = 0; i < steps; i++)
        {
            BoostedRows.Fill(seen.AsSpan(i * count, count), traits, rows.AsSpan(i * width, width));
        }

        Forest.FillQuantiles(rows.AsSpan(0, steps * width), steps, quantiles);
        for (int i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = BoostedRows.Restore(quantiles[i]);
        }

        ArrayPool<float>.Shared.Return(seen);
        ArrayPool<float>.Shared.Return(rows);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Forest.Location.TreeCount} trees for the location and {Forest.LogSpread.TreeCount} for the spread");
}
