namespace Microsoft.Azure.Functions.Worker;

public class ScheduleStatus
{
    /// <summary>When the last run began; the default value when there was none.</summary>
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    /// <summary>The instant that <see cref="Next"/> was computed from.</summary>
    public DateTime LastUpdated { get; set; }
}
