using Microsoft.DurableTask;

namespace CapacityFunctions.Cycles;

/// <summary>How often a step is tried before it counts as failed.</summary>
internal static class Retries
{
    /// <summary>Storage comes back within seconds, or the cycle is lost anyway: about two minutes in all.</summary>
    internal static TaskOptions Storage { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 6, TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(30))
        {
            HandleFailure = MayPass,
        });

    /// <summary>A provider that throttles wants longer pauses; refusals are outcomes and not retried.</summary>
    internal static TaskOptions Provider { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 4, TimeSpan.FromSeconds(5), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(1))
        {
            HandleFailure = MayPass,
        });

    /// <summary>A broken contract breaks again however often it is tried.</summary>
    private static bool MayPass(TaskFailureDetails failure) =>
        !failure.IsCausedBy<ArgumentException>() && !failure.IsCausedBy<InvalidOperationException>() && !failure.IsCausedBy<InvalidDataException>();
}
