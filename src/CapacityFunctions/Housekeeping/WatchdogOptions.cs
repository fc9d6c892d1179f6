using System.ComponentModel.DataAnnotations;

namespace CapacityFunctions.Housekeeping;

/// <summary>What starts cycles when the timer does not; app settings <c>Capacity__Watchdog__Name</c>.</summary>
public sealed class WatchdogOptions
{
    public const string SectionName = "Capacity:Watchdog";

    /// <summary>
    /// Whether it starts cycles. Default: null, which means yes, unless somebody has switched the timer off (<c>AzureWebJobs.CycleTimer.Disabled</c>) and so
    /// wants no cycles.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>How long after the last cycle it starts one. Default: 12 minutes, two ticks with room. Range: 6 minutes to 6 hours.</summary>
    [Range(typeof(TimeSpan), "00:06:00", "06:00:00")]
    public TimeSpan MissedAfter { get; set; } = TimeSpan.FromMinutes(12);

    /// <summary>How often it looks. Default: 5 minutes. Range: 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the timer of the loop is on; from its setting.</summary>
    internal bool TimerIsOn { get; set; } = true;

    internal bool IsOn => Enabled ?? TimerIsOn;
}
