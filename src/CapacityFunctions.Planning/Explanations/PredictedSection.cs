using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Safety;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What was predicted, by which model against which rivals, and how far to trust it.</summary>
internal static class PredictedSection
{
    private const int TrackedDays = 7;
    private const int MostRivals = 3;

    internal static PredictedFacts? FactsOf(DecisionRecords records)
    {
        IReadOnlyList<HorizonPeak> peaks = records.Decision?.Forecasts is { Count: > 0 } decided ? decided : records.Outlook?.Peaks ?? [];
        if (peaks.Count == 0)
        {
            return null;
        }

        PredictedDemand? demand = records.Outlook?.Demand;
        DemandInterval? interval = demand?.Intervals.FirstOrDefault(candidate => candidate.HasLevel(PredictionJudge.Level));
        return new PredictedFacts
        {
            Horizons = [.. peaks.OrderBy(peak => peak.Horizon).Select(peak => FactsOf(
                peak, records.Predictions.FirstOrDefault(prediction => prediction.Horizon == peak.Horizon), records.Accuracy, records.Cycle.Id.ScheduledAt))],
            Demand = Figures.Rounded(demand?.Mean),
            DemandLower90 = Figures.Rounded(interval?.Lower),
            DemandUpper90 = Figures.Rounded(interval?.Upper),
            ProvisioningMinutes = records.Decision?.Terms?.LeadTime?.ProvisioningMinutes,
            CoverMinutes = records.Decision?.Terms?.LeadTime?.CoverMinutes,
            Fallback = records.Decision?.FallbackReason ?? records.Outlook?.FallbackReason,
            Drift = records.Outlook?.DriftReason,
            Doubts = [.. (records.Outlook?.Doubts ?? []).Where(doubt => doubt.Kind is DoubtKind.NoSkill or DoubtKind.Coverage).Select(doubt => doubt.Reason)],
        };
    }

    internal static HorizonFacts FactsOf(HorizonPeak peak, WorkloadPrediction? prediction, SeriesAccuracy? accuracy, DateTimeOffset now) => new()
    {
        Horizon = peak.Horizon,
        Mean = Figures.Rounded(peak.Mean),
        At = prediction is { Mean.Count: > 0 } ? TimeOfPeak(prediction) : null,
        Lower = Figures.Rounded(peak.Lower),
        Upper = Figures.Rounded(peak.Upper),
        IntervalPercent = Figures.Rounded(100 * peak.Level),
        Model = peak.Model,
        Confidence = peak.Confidence,
        ConfidenceReason = prediction?.ConfidenceReason ?? string.Empty,
        Scores = [.. (prediction?.Candidates ?? []).Select(score => score with { Score = Figures.Rounded(score.Score) })],
        Tracked = Tracked(accuracy?.Find(peak.Horizon, accuracy?.AccountId is null ? SeriesAccuracy.GroupModel : peak.Model), now),
    };

    internal static ExplanationSection Of(PredictedFacts? facts, string? holdReason)
    {
        if (facts is null)
        {
            return new ExplanationSection("Predicted", [holdReason is null ? "Nothing is known of a prediction." : "Nothing could be predicted."]);
        }

        List<string> sentences = [];
        foreach (HorizonFacts horizon in facts.Horizons)
        {
            sentences.AddRange(Sentences(horizon));
        }

        if (facts.Demand is { } demand)
        {
            string covered = facts is { ProvisioningMinutes: { } provisioning, CoverMinutes: { } cover }
                ? $"Capacity that is asked for now is there in {Figures.Count(provisioning, "minute", "minutes")}; over the {Figures.Text(cover)} minutes from then on that this decision covers, at most"
                : "Over the time that this decision covers, at most";
            string interval = facts is { DemandLower90: { } lower, DemandUpper90: { } upper } ? $", and with a probability of 90 % between {Figures.Text(lower)} and {Figures.Text(upper)}" : string.Empty;
            sentences.Add($"{covered} {Figures.Units(demand)} are expected{interval}.");
        }

        sentences.AddRange(facts.Fallback is { } fallback ? [$"The usual forecast could not be made in full: {ReasonText.Plain(fallback)}."] : []);
        sentences.AddRange(facts.Drift is { } drift ? [$"The forecasts have become worse: {ReasonText.Plain(drift)}."] : []);
        sentences.AddRange(facts.Doubts.Select(doubt => $"There is reason to doubt it: {ReasonText.Plain(doubt)}."));
        return new ExplanationSection("Predicted", sentences);
    }

    internal static IEnumerable<string> Sentences(HorizonFacts facts)
    {
        string time = facts.At is { } at ? $", on {Figures.At(at)}" : string.Empty;
        string reason = facts.ConfidenceReason.Length == 0 ? string.Empty : $": {ReasonText.Plain(facts.ConfidenceReason)}";
        yield return $"Over the next {NameOf(facts.Horizon)} demand is expected to reach {Figures.Units(facts.Mean)}{time}, and with a probability of {Figures.Text(facts.IntervalPercent)} % between {Figures.Text(facts.Lower)} and {Figures.Text(facts.Upper)}.";
        yield return $"The model is {facts.Model}, with {ConfidenceOf(facts)} confidence{reason}.";
        if (facts.Scores.Count > 0)
        {
            ModelScore[] rivals = [.. facts.Scores.Take(MostRivals + 1)];
            string others = facts.Scores.Count > rivals.Length ? ", best first" : string.Empty;
            yield return $"In trials on past usage the methods scored {Figures.Joined([.. rivals.Select(score => $"{Figures.Text(score.Score)} for {score.Model}")])}{others}; lower is better.";
        }

        if (facts.Tracked is { } tracked)
        {
            yield return TrackedSentence(tracked);
        }
    }

    private static string ConfidenceOf(HorizonFacts facts) => facts.Confidence.ToLowerInvariant();

    private static string TrackedSentence(TrackedFacts tracked)
    {
        string error = tracked.Mase is { } mase
            ? $"; its error was {Figures.Text(mase)} times that of repeating the day before"
            : string.Empty;
        string bias = tracked.BiasPercent switch
        {
            > 0 => $", and it predicted {Figures.Text(tracked.BiasPercent.Value)} % too much on average",
            < 0 => $", and it predicted {Figures.Text(-tracked.BiasPercent.Value)} % too little on average",
            _ => string.Empty,
        };
        return $"Over the last {Figures.Text(tracked.Days)} days its {Figures.Text(tracked.IntervalPercent)} % interval held {Figures.Text(tracked.CoveragePercent)} % of {Figures.Count(tracked.Outcomes, "outcome", "outcomes")}{error}{bias}.";
    }

    private static TrackedFacts? Tracked(ModelRecord? record, DateTimeOffset now)
    {
        if (record?.Over(now, TrackedDays) is not { Outcomes: > 0 } figures)
        {
            return null;
        }

        return new TrackedFacts
        {
            Days = TrackedDays,
            Outcomes = figures.Outcomes,
            Since = figures.Since,
            CoveragePercent = (int)Math.Round(100 * figures.Coverage90!.Value, MidpointRounding.AwayFromZero),
            IntervalPercent = (int)Math.Round(100 * PredictionJudge.Level),
            Mase = Figures.Rounded(figures.Mase),
            BiasPercent = figures.Bias is { } bias ? Math.Round(100 * bias, 1, MidpointRounding.AwayFromZero) : null,
        };
    }

    private static DateTimeOffset TimeOfPeak(WorkloadPrediction prediction)
    {
        int highest = 0;
        for (int step = 1; step < prediction.Mean.Count; step++)
        {
            highest = prediction.Mean[step] > prediction.Mean[highest] ? step : highest;
        }

        return prediction.FirstTimestamp + (ForecastHorizons.StepOf(prediction.Horizon) * highest);
    }

    private static string NameOf(ForecastHorizon horizon) => horizon switch
    {
        ForecastHorizon.Hour => "hour",
        ForecastHorizon.Day => "day",
        _ => "week",
    };
}
