namespace Microsoft.DurableTask;

/// <summary>Decides after each failure whether to try again; may await durable timers of the context to pause.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
