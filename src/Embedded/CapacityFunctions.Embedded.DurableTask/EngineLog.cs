using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Information, "Hub {Hub} is loaded: {OpenInstances} open instances")]
    public static partial void HubLoaded(ILogger logger, string hub, int openInstances);

    [LoggerMessage(2, LogLevel.Warning, "Storage does not answer, orchestrations wait for it: {Reason}")]
    public static partial void StorageIsAway(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Information, "Storage answers again")]
    public static partial void StorageIsBack(ILogger logger);

    [LoggerMessage(4, LogLevel.Information, "Orchestration {Name} ({InstanceId}) ended: {Status}")]
    public static partial void InstanceEnded(ILogger logger, string name, string instanceId, string status);

    [LoggerMessage(5, LogLevel.Warning, "Orchestration {Name} ({InstanceId}) failed: {Reason}")]
    public static partial void InstanceFailed(ILogger logger, string name, string instanceId, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Activity {Name} #{TaskId} of {InstanceId} failed")]
    public static partial void ActivityFailed(ILogger logger, string name, int taskId, string instanceId, Exception failure);

    [LoggerMessage(7, LogLevel.Information, "Event {EventName} from {Sender} found no open instance {InstanceId}")]
    public static partial void EventLost(ILogger logger, string eventName, string sender, string instanceId);

    [LoggerMessage(8, LogLevel.Critical, "Instance {InstanceId} stands still until the next start")]
    public static partial void InstanceParked(ILogger logger, string instanceId, Exception failure);

    [LoggerMessage(10, LogLevel.Warning, "What a failed call may have stored could not be taken back: {Reason}")]
    public static partial void UndoFailed(ILogger logger, string reason);

    [LoggerMessage(9, LogLevel.Error, "Instance {InstanceId} can't be read and counts as failed; its rows are left as they are")]
    public static partial void InstanceUnreadable(ILogger logger, string instanceId, Exception failure);

    [LoggerMessage(11, LogLevel.Warning, "Hub {Hub} is held by {Holder}: waiting until it becomes free")]
    public static partial void HubHeldByAnother(ILogger logger, string hub, string holder);

    [LoggerMessage(12, LogLevel.Warning, "Hub {Hub} has become free and is ours now; it was held by {Holder}")]
    public static partial void HubTaken(ILogger logger, string hub, string holder);

    [LoggerMessage(13, LogLevel.Warning, "Hub {Hub} was held by {Holder}, which has ended without giving it back: taking it over")]
    public static partial void HubHolderGone(ILogger logger, string hub, string holder);

    [LoggerMessage(14, LogLevel.Warning, "The lease of hub {Hub} has run out; nothing is started until it is renewed: {Reason}")]
    public static partial void HubPaused(ILogger logger, string hub, string reason);

    [LoggerMessage(15, LogLevel.Information, "The lease of hub {Hub} is renewed; work goes on")]
    public static partial void HubResumed(ILogger logger, string hub);

    [LoggerMessage(16, LogLevel.Error, "Hub {Hub} is lost ({Reason}): its work here ends, and starts again from storage once it is ours")]
    public static partial void HubLost(ILogger logger, string hub, string reason);

    [LoggerMessage(17, LogLevel.Warning, "Hub {Hub} could not be given back; others may have to wait for its lease to run out: {Reason}")]
    public static partial void HubNotReleased(ILogger logger, string hub, string reason);

    [LoggerMessage(18, LogLevel.Critical, "Hub {Hub} does not run: {Reason}")]
    public static partial void HubNotRunning(ILogger logger, string hub, string reason);
}
