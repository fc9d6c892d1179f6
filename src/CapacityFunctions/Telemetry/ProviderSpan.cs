using System.Diagnostics;
using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Telemetry;

/// <summary>The span of one call of a provider.</summary>
internal static class ProviderSpan
{
    public static async Task<T> AroundAsync<T>(string call, ResourceType? resourceType, Func<Activity?, Task<T>> ask)
    {
        using Activity? span = CapacityTraces.Begin($"provider.{call}");
        span?.SetTag("capacity.resource_type", resourceType?.Value);
        try
        {
            return await ask(span);
        }
        catch (Exception failure) when (Failed(span, failure))
        {
            throw;
        }
    }

    /// <summary>Notes the failure and never handles it.</summary>
    private static bool Failed(Activity? span, Exception failure)
    {
        span?.SetStatus(ActivityStatusCode.Error, failure.Message);
        return false;
    }
}
