namespace CapacityFunctions.Forecasting.Evaluation;

/// <summary>
/// What one model was worth over many series and origins. Means are taken over the origins of a series first and then over series, so that each
/// series weighs the same.
/// </summary>
/// <param name="Series">Series with a score.</param>
/// <param name="Origins">Forecasts with a score, over all series.</param>
/// <param name="Smape">In %.</param>
/// <param name="Coverage90">Share of outcomes inside the 90 % interval.</param>
/// <param name="Scaled">Over the series that have a scale; null when none has.</param>
/// <param name="RelativeLoss">
/// Geometric mean over series of the model's mean scaled pinball loss ÷ the baseline's at the same origins; null when no series has a loss
/// above 0 of both.
/// </param>
/// <param name="BySeries">Paired test of the mean losses of each series.</param>
/// <param name="ByOrigin">Paired test of the losses of each series and origin.</param>
public sealed record ModelAccuracy(
    int Series,
    int Origins,
    double Smape,
    double Coverage90,
    ScaledScore? Scaled,
    double? RelativeLoss,
    SignTest BySeries,
    SignTest ByOrigin)
{
    // Losses of a perfect forecast differ by rounding only.
    private const double LeastLoss = 1e-9;

    /// <param name="model">Scores of the model, in an order that does not depend on threads: sums follow it.</param>
    /// <param name="baseline">Scores of the baseline, over the same origins or more.</param>
    /// <returns>Null when the model has no score.</returns>
    public static ModelAccuracy? Of(IReadOnlyList<OriginScore> model, IReadOnlyList<OriginScore> baseline)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(baseline);
        if (model.Count == 0)
        {
            return null;
        }

        ForecastScore[][] bySeries = [.. model.GroupBy(score => score.Series).Select(series => series.Select(score => score.Score).ToArray())];
        ScaledScore[][] scaled = [.. bySeries
            .Select(series => series.Select(score => score.Scaled).OfType<ScaledScore>().ToArray())
            .Where(series => series.Length > 0)];
        LossPair[] pairs = LossPair.Join(model, baseline);
        LossPair[] means = [.. pairs.GroupBy(pair => pair.Series).Select(LossPair.Mean)];
        double[] logRatios = [.. means
            .Where(pair => pair.Model > LeastLoss && pair.Baseline > LeastLoss)
            .Select(pair => Math.Log(pair.Model / pair.Baseline))];
        return new ModelAccuracy(
            bySeries.Length,
            model.Count,
            Mean(bySeries, score => score.Smape),
            Mean(bySeries, score => score.Coverage90),
            scaled.Length == 0
                ? null
                : new ScaledScore(Mean(scaled, score => score.Mase), Mean(scaled, score => score.Pinball), Mean(scaled, score => score.Msis90)),
            logRatios.Length == 0 ? null : Math.Exp(logRatios.Average()),
            SignTest.Of(Array.ConvertAll(means, pair => pair.Model - pair.Baseline)),
            SignTest.Of(Array.ConvertAll(pairs, pair => pair.Model - pair.Baseline)));
    }

    private static double Mean<T>(T[][] series, Func<T, double> measure) => series.Average(scores => scores.Average(measure));
}
