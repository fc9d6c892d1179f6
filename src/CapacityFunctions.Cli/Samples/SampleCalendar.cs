namespace CapacityFunctions.Cli.Samples;

/// <summary>
/// What happens to the whole organisation and when, counted from the end of the history: a campaign (16 to 13 days before), a
/// public holiday (10 days before), an outage of all accounts (8 days before) with lost telemetry behind it, and the next campaign
/// two days after the end, which only the signals tell of. In a history too short to reach back so far, they did not happen.
/// </summary>
internal sealed class SampleCalendar(DateTimeOffset end)
{
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public TimeWindow PastCampaign { get; } = new(end.AddDays(-16).AddHours(6), end.AddDays(-13).AddHours(6));

    public TimeWindow NextCampaign { get; } = new(end.AddDays(2).AddHours(6), end.AddDays(5).AddHours(6));

    public TimeWindow Holiday { get; } = new(end.AddDays(-10), end.AddDays(-9));

    /// <summary>Three hours and a half in which nothing could run.</summary>
    public TimeWindow Outage { get; } = new(end.AddDays(-8).AddHours(9), end.AddDays(-8).AddHours(12.5));

    /// <summary>The forty minutes after the outage of which no observation arrived.</summary>
    public TimeWindow LostTelemetry { get; } = new(end.AddDays(-8).AddHours(12.5), end.AddDays(-8).AddHours(12.5).AddMinutes(40));

    /// <summary>Work that had waited for the outage's end is done in the six hours after it.</summary>
    public TimeWindow Backlog { get; } = new(end.AddDays(-8).AddHours(12.5), end.AddDays(-8).AddHours(18.5));

    /// <summary>The last account says nothing in these hours: its decisions must be held.</summary>
    public TimeWindow Silence { get; } = new(end.AddHours(-3), end.AddMinutes(30));

    public bool IsCampaign(DateTimeOffset instant) => PastCampaign.Contains(instant) || NextCampaign.Contains(instant);

    public bool IsRestDay(DateTimeOffset instant) =>
        instant.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || Holiday.Contains(instant);
}
