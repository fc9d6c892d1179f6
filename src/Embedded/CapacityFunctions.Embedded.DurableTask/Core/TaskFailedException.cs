namespace DurableTask.Core.Exceptions;

/// <summary>
/// The framework's own exception for a failed activity: the inner exception of <see cref="Microsoft.DurableTask.TaskFailedException"/>.
/// It is not the activity's exception either.
/// </summary>
public class TaskFailedException : OrchestrationException
{
    public TaskFailedException()
    {
    }

    public TaskFailedException(string? reason)
        : base(reason)
    {
    }

    public TaskFailedException(string? reason, Exception? innerException)
        : base(reason, innerException)
    {
    }

    /// <summary>Name of the activity.</summary>
    public string? Name { get; set; }

    /// <summary>Position of the task in its execution, from 0.</summary>
    public int ScheduleId { get; set; }
}
