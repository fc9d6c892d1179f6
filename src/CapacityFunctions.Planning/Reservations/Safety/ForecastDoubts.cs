using System.Globalization;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Reservations.Safety;

/// <summary>What there is to doubt about a prediction.</summary>
public static class ForecastDoubts
{
    /// <summary>From here on the best candidate is not clearly better than seasonal naive; as the forecasting library judges confidence.</summary>
    private const double NoGain = 0.9;

    /// <summary>From here on intervals are taken to have been too narrow: live coverage had to widen them by a half.</summary>
    private const double ManyMisses = 1.5;

    private const string SeasonalNaive = "seasonal-naive";

    /// <param name="prediction">The prediction that a decision is made on.</param>
    /// <param name="widening">What the model's live coverage had to multiply its calibrated intervals by; 1 when they were right.</param>
    /// <param name="driftReason">Why the models are to be chosen anew; null normally.</param>
    /// <param name="fallbackReason">Why something simpler stood in; null normally.</param>
    public static IReadOnlyList<ForecastDoubt> Of(WorkloadPrediction prediction, double widening, string? driftReason, string? fallbackReason)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        List<ForecastDoubt> doubts = [];
        if (string.Equals(prediction.Confidence, "Low", StringComparison.Ordinal))
        {
            doubts.Add(new ForecastDoubt(DoubtKind.LowConfidence, prediction.ConfidenceReason));
        }

        ModelScore? naive = prediction.Candidates.FirstOrDefault(candidate => string.Equals(candidate.Model, SeasonalNaive, StringComparison.Ordinal));
        if (naive is { Score: > 0 } && prediction.Candidates.Min(candidate => candidate.Score) >= NoGain * naive.Score)
        {
            doubts.Add(new ForecastDoubt(DoubtKind.NoSkill, "no method is clearly better than repeating the last season"));
        }

        if (widening >= ManyMisses)
        {
            doubts.Add(new ForecastDoubt(
                DoubtKind.Coverage, string.Create(CultureInfo.InvariantCulture, $"outcomes of late had intervals widened {widening:0.0}-fold")));
        }

        if (driftReason is not null)
        {
            doubts.Add(new ForecastDoubt(DoubtKind.Drift, driftReason));
        }

        if (fallbackReason is not null)
        {
            doubts.Add(new ForecastDoubt(DoubtKind.Fallback, fallbackReason));
        }

        return doubts;
    }
}
