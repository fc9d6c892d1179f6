using System.Text.Json;

namespace CapacityFunctions.Azure.Tests.ControlPlane;

internal static class QuotaAnswers
{
    private const int PageSize = 1;

    internal static Reply List(ControlPlaneWorld world, Call call)
    {
        int skip = int.TryParse(call.Query["$skiptoken"], out int token) ? token : 0;
        Dictionary<string, object> properties = new()
        {
            ["provisioningState"] = "Succeeded",
            ["value"] = world.Quotas.Skip(skip).Take(PageSize).Select(quota => new { properties = Body(quota) }),
        };
        if (skip + PageSize < world.Quotas.Count)
        {
            properties["nextLink"] = $"{call.Origin}{call.Route.Value}?api-version=2025-09-01&$skiptoken={skip + PageSize}";
        }

        return new Reply(200, new { name = ControlPlaneWorld.Location, type = "Microsoft.Quota/groupQuotas/groupQuotaLimits", properties });
    }

    internal static Reply Patch(ControlPlaneWorld world, Call call)
    {
        JsonElement value = call.Body.GetProperty("properties").GetProperty("value").EnumerateArray().Single().GetProperty("properties");
        QuotaState quota = world.Quotas.Single(entry => entry.ResourceName == value.GetProperty("resourceName").GetString());
        long limit = value.GetProperty("limit").GetInt64();
        if (quota.Rejection is null)
        {
            if (call.Route.Groups["sub"].Success)
            {
                quota.Allocated[call["sub"]] = limit;
            }
            else
            {
                quota.Limit = limit;
            }
        }

        string operation = $"{call.Origin}/providers/Microsoft.Management/managementGroups/{call["mg"]}/providers/Microsoft.Quota/groupQuotas/{call["group"]}/groupQuotaOperationsStatus/{quota.ResourceName}?api-version=2025-09-01";
        return new Reply(202) { Headers = { ["Location"] = operation, ["Retry-After"] = "30" } };
    }

    internal static Reply Operation(ControlPlaneWorld world, Call call)
    {
        QuotaState quota = world.Quotas.Single(entry => entry.ResourceName == call["o"]);
        if (world.Delay > TimeSpan.Zero)
        {
            return new Reply(202) { Headers = { ["Retry-After"] = "30" } };
        }

        return quota.Rejection is { } reason
            ? new Reply(200, new { properties = new { provisioningState = "Failed" }, error = new { code = "QuotaIncreaseRejected", message = reason } })
            : new Reply(200, new { properties = new { provisioningState = "Succeeded" } });
    }

    private static object Body(QuotaState quota) => new
    {
        resourceName = quota.ResourceName,
        limit = quota.Limit,
        availableLimit = quota.Limit - quota.Allocated.Values.Sum(),
        unit = "count",
        allocatedToSubscriptions = new { value = quota.Allocated.Select(entry => new { subscriptionId = entry.Key, quotaAllocated = entry.Value }) },
    };
}
