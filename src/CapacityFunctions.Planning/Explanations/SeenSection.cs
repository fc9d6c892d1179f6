using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What was seen: usage, its age, signals and performance.</summary>
internal static class SeenSection
{
    internal static SeenFacts? FactsOf(DecisionRecords records)
    {
        if (records.Decision is null && records.Outlook is null)
        {
            return null;
        }

        double? usage = records.Decision?.UsageNow ?? records.Outlook?.UsageNow;
        DateTimeOffset? at = records.Decision?.UsageAt ?? records.Outlook?.UsageAt;
        ModelHistory? history = records.Outlook?.Histories.MinBy(entry => entry.Horizon);
        ServiceLevelSample? latest = records.Samples.MaxBy(sample => sample.At);
        ServiceLevel? promised = records.ServiceLevel;
        return new SeenFacts
        {
            Usage = Figures.Rounded(usage),
            UsageAt = at,
            UsageAgeMinutes = at is { } newest ? (int)Math.Round((records.Cycle.Id.ScheduledAt - newest).TotalMinutes) : null,
            TrainedAt = history?.TrainedAt,
            MostWeeks = history?.MostWeeks,
            Signals = [.. (records.Outlook?.Histories ?? []).OrderBy(entry => entry.Horizon)
                .SelectMany(entry => entry.Signals)
                .GroupBy(signal => signal.Name, StringComparer.Ordinal)
                .Select(signal => Rounded(signal.FirstOrDefault(use => use.IsKept) ?? signal.First()))],
            LatencyTargetMs = promised?.LatencyTargetMs,
            ThroughputTarget = promised?.ThroughputTarget,
            Samples = records.Samples.Count,
            SamplesMissing = promised is null ? 0 : records.Samples.Count(sample => Misses(sample, promised)),
            LatestLatencyMs = Figures.Rounded(latest?.LatencyMs),
            LatestThroughput = Figures.Rounded(latest?.Throughput),
            LatestSampleAt = latest?.At,
        };
    }

    internal static ExplanationSection Of(SeenFacts facts)
    {
        List<string> sentences = [facts.Usage is { } usage && facts.UsageAt is { } at
            ? $"The newest usage is {Figures.Units(usage)}, observed on {Figures.At(at)}, {Age(facts.UsageAgeMinutes!.Value)}."
            : "No usage has been reported yet."];
        if (facts.TrainedAt is { } trained && facts.MostWeeks is { } weeks)
        {
            sentences.Add($"The models were chosen on {Figures.At(trained)}, from up to {Figures.Count(weeks, "week", "weeks")} of usage.");
        }

        sentences.AddRange(facts.Signals.Where(signal => signal.IsKept).Select(signal => $"The signal {signal.Name} is part of the forecast: {Loss(signal)}."));
        sentences.AddRange(facts.Signals.Where(signal => !signal.IsKept).Select(signal => $"The signal {signal.Name} was left out: {Loss(signal)}."));
        if (facts.LatencyTargetMs is not null || facts.ThroughputTarget is not null)
        {
            sentences.Add(facts.Samples == 0
                ? $"The account is promised {Promise(facts)}; nothing was measured of late."
                : $"The account is promised {Promise(facts)}; {Figures.Text(facts.SamplesMissing)} of {Figures.Count(facts.Samples, "sample", "samples")} of late missed that.");
        }

        if (facts.LatestSampleAt is { } measured)
        {
            sentences.Add($"The newest sample, of {Figures.At(measured)}, shows {Measured(facts)}.");
        }

        return new ExplanationSection("Seen", sentences);
    }

    private static string Age(int minutes) => minutes switch
    {
        0 => "just before the decision",
        < 0 => "after the decision was due",
        _ => $"{Figures.Count(minutes, "minute", "minutes")} before the decision",
    };

    private static string Loss(SignalUse signal) => signal is { LossWith: { } with, LossWithout: { } without }
        ? $"in trials on held-back usage the error was {Figures.Text(with)} with it and {Figures.Text(without)} without ({signal.Reason})"
        : signal.Reason;

    private static SignalUse Rounded(SignalUse signal) =>
        signal with { LossWith = Figures.Rounded(signal.LossWith), LossWithout = Figures.Rounded(signal.LossWithout) };

    private static string Promise(SeenFacts facts)
    {
        List<string> promises = [];
        if (facts.LatencyTargetMs is { } latency)
        {
            promises.Add($"a latency of at most {Figures.Text(latency)} milliseconds");
        }

        if (facts.ThroughputTarget is { } throughput)
        {
            promises.Add($"at least {Figures.Text(throughput)} requests per second");
        }

        return Figures.Joined(promises);
    }

    private static string Measured(SeenFacts facts)
    {
        List<string> values = [];
        if (facts.LatestLatencyMs is { } latency)
        {
            values.Add($"a latency of {Figures.Text(latency)} milliseconds");
        }

        if (facts.LatestThroughput is { } throughput)
        {
            values.Add($"{Figures.Text(throughput)} requests per second");
        }

        return values.Count == 0 ? "nothing" : Figures.Joined(values);
    }

    private static bool Misses(ServiceLevelSample sample, ServiceLevel promised) =>
        sample.LatencyMs > promised.LatencyTargetMs || sample.Throughput < promised.ThroughputTarget;
}
