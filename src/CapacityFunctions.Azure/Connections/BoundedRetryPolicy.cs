using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CapacityFunctions.Azure.Connections;

/// <summary>
/// Retries reads only, and only where the service does not ask for a longer pause. A write whose answer is lost may have been carried out, so
/// it is settled by reading; a long pause is the caller's decision, who has other requests to carry out meanwhile.
/// </summary>
internal sealed class BoundedRetryPolicy()
    : RetryPolicy(MostRetries, DelayStrategy.CreateExponentialDelayStrategy(TimeSpan.FromMilliseconds(200), LongestPause))
{
    private const int MostRetries = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        MayRetry(message) && base.ShouldRetry(message, exception);

    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        MayRetry(message) ? base.ShouldRetryAsync(message, exception) : ValueTask.FromResult(false);

    private static bool MayRetry(HttpMessage message) =>
        message.Request.Method == RequestMethod.Get && (!message.HasResponse || AskedPause(message) <= LongestPause);

    private static TimeSpan AskedPause(HttpMessage message)
    {
        if (!message.Response.Headers.TryGetValue("Retry-After", out string? text))
        {
            return TimeSpan.Zero;
        }

        // A date instead of seconds is a longer pause than any that is waited for here.
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.MaxValue;
    }
}
