namespace Microsoft.DurableTask;

/// <summary>What a retry handler decides on.</summary>
/// <param name="OrchestrationContext">The orchestration that made the call.</param>
/// <param name="LastAttemptNumber">1 after the first failure.</param>
/// <param name="LastFailure">The failure of that attempt.</param>
/// <param name="TotalRetryTime">Time since the first attempt began.</param>
/// <param name="CancellationToken">Never cancelled in this runtime.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
