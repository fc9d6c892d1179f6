using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <param name="schedule">
    /// Six fields, seconds first (<c>0 */5 * * * *</c>), or an interval (<c>00:05:00</c>); <c>%Name%</c> stands for a setting.
    /// </param>
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
    }

    public string Schedule { get; }

    /// <summary>Runs once at each start, whatever the schedule says.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Remembers the next tick in storage, so that one missed while the app was down runs at the next start.</summary>
    public bool UseMonitor { get; set; } = true;
}
