using System.Globalization;
using Azure;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Failures;

/// <summary>Turns what Azure answers into the failures that planning knows.</summary>
internal sealed class AzureFailures(TimeProvider time)
{
    /// <summary>
    /// Whether nothing was carried out for sure. No answer, a time-out or an error inside the service leave that open; an operation that
    /// ended as failed is reported with the status of its own address, 200.
    /// </summary>
    internal static bool IsRefusal(RequestFailedException exception) => exception.Status is (>= 400 and < 500 and not 408) or (>= 200 and < 300);

    internal ProviderFailure Read(RequestFailedException exception)
    {
        (string code, string message) = ErrorText.Of(exception);
        return new ProviderFailure(Class(exception.Status, code, message), code, SafeText.Of(message))
        {
            RetryAfter = RetryAfter(exception.GetRawResponse()),
            Quota = QuotaText.Read(message),
        };
    }

    /// <summary>The failure that an instance view's status tells of, as <c>ProvisioningState/failed/AllocationFailed</c>.</summary>
    internal static ProviderFailure OfStatus(string? statusCode, string? message, FailureClass otherwise)
    {
        string code = statusCode?.Split('/') is { Length: > 2 } parts ? parts[^1] : FailureCodes.Of(otherwise);
        string words = message ?? "The operation failed.";
        return new ProviderFailure(Class(status: 200, code, words) is var known and not FailureClass.Unknown ? known : otherwise, code, SafeText.Of(words))
        {
            Quota = QuotaText.Read(words),
        };
    }

    private static FailureClass Class(int status, string code, string message)
    {
        if (status == 429)
        {
            return FailureClass.Throttled;
        }

        if (code == FailureCodes.OperationNotAllowed)
        {
            return QuotaText.IsAboutQuota(message) ? FailureClass.Quota
                : message.Contains("in progress", StringComparison.OrdinalIgnoreCase) ? FailureClass.Conflict
                : FailureClass.Invalid;
        }

        return FailureCodes.Class(code) ?? status switch
        {
            409 or 412 => FailureClass.Conflict,
            >= 400 and < 500 => FailureClass.Invalid,
            _ => FailureClass.Unknown,
        };
    }

    internal TimeSpan? RetryAfter(Response? response)
    {
        if (response is null || !response.Headers.TryGetValue("Retry-After", out string? text))
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? TimeSpan.FromTicks(Math.Max(0, (at - time.GetUtcNow()).Ticks))
            : null;
    }
}
