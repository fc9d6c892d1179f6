using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Accuracy;

/// <summary>How one model did for one horizon of one series.</summary>
public sealed record ModelRecord
{
    public required ForecastHorizon Horizon { get; init; }

    public required string Model { get; init; }

    /// <summary>When the record began; UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether the model predicts now; one that was replaced keeps its record for a month.</summary>
    public bool InUse { get; init; }

    /// <summary>Why its forecasts are found to have become worse; null when they are not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Drift { get; init; }

    /// <summary>Oldest first, at most 31.</summary>
    public IReadOnlyList<AccuracyDay> Days { get; init; } = [];

    /// <summary>The figures of the days that reach into the time before an instant.</summary>
    /// <param name="at">The end of that time; what was judged on its day counts.</param>
    /// <param name="days">How long it is; 1 to 30.</param>
    public AccuracyFigures Over(DateTimeOffset at, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, SeriesAccuracy.LongestWindow);
        DateOnly first = DateOnly.FromDateTime(at.UtcDateTime.AddDays(-days));
        DateOnly last = DateOnly.FromDateTime(at.UtcDateTime);
        AccuracyDay[] within = [.. Days.Where(day => first <= day.Day && day.Day <= last)];
        DateTimeOffset since = within.Length == 0 ? Since : new DateTimeOffset(within[0].Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return AccuracyFigures.Of(within.Aggregate(OutcomeSums.None, (sums, day) => sums.Add(day.Sums)), since > Since ? since : Since);
    }

    internal ModelRecord With(DateOnly today, OutcomeSums sums)
    {
        DateOnly oldest = today.AddDays(-SeriesAccuracy.LongestWindow);
        OutcomeSums before = Days.FirstOrDefault(day => day.Day == today)?.Sums ?? OutcomeSums.None;
        AccuracyDay[] kept = [.. Days.Where(day => oldest <= day.Day && day.Day < today)];
        return this with { Days = sums.Outcomes + before.Outcomes == 0 ? kept : [.. kept, new AccuracyDay(today, before.Add(sums))] };
    }
}
