namespace Microsoft.Azure.Functions.Worker;

public class ScheduleStatus
{
    /// <summary>The tick that ran last; the default value when none has.</summary>
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}
