namespace Microsoft.Azure.Functions.Worker;

public class TimerInfo
{
    /// <summary>Null when the timer keeps no status.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when the tick was due while the app was not running.</summary>
    public bool IsPastDue { get; set; }
}
