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

    /// <summary>What one subscription may use, its own and what it got from the group.</summary>
    internal static Reply Subscription(ControlPlaneWorld world, Call call)
    {
        foreach (QuotaState quota in world.Quotas)
        {
            quota.Settle(world.Time.GetUtcNow());
        }

        return new Reply(200, new
        {
            name = ControlPlaneWorld.Location,
            type = "Microsoft.Quota/groupQuotas/quotaAllocations",
            properties = new
            {
                provisioningState = "Succeeded",
                value = world.Quotas
                    .Where(quota => quota.Allocated.ContainsKey(call["sub"]))
                    .Select(quota => new { properties = new { resourceName = quota.ResourceName, limit = quota.Allocated[call["sub"]], shareableQuota = 0 } }),
            },
        });
    }

    internal static Reply Patch(ControlPlaneWorld world, Call call)
    {
        JsonElement value = call.Body.GetProperty("properties").GetProperty("value").EnumerateArray().Single().GetProperty("properties");
        QuotaState quota = world.Quotas.Single(entry =>
            string.Equals(entry.ResourceName, value.GetProperty("resourceName").GetString(), StringComparison.OrdinalIgnoreCase));
        long limit = value.GetProperty("limit").GetInt64();
        string operation = quota.ResourceName;
        quota.Settle(world.Time.GetUtcNow());
        if (call.Route.Groups["sub"].Success)
        {
            if (quota.Operations.TryGetValue(call["sub"], out QuotaOperation? earlier) && !earlier.HasEnded && earlier.Limit != limit)
            {
                return Reply.Error(409, "AnotherOperationInProgress", "A change of this subscription's quota is in progress.");
            }

            quota.Operations[call["sub"]] = earlier is { HasEnded: false } ? earlier : new QuotaOperation(limit, world.Time.GetUtcNow() + world.Delay);
            operation += $"~{call["sub"]}";
        }
        else if (quota.Rejection is null)
        {
            quota.Limit = limit;
        }

        string address = $"{call.Origin}/providers/Microsoft.Management/managementGroups/{call["mg"]}/providers/Microsoft.Quota/groupQuotas/{call["group"]}/groupQuotaOperationsStatus/{operation}?api-version=2025-09-01";
        return new Reply(202) { Headers = { ["Location"] = address, ["Retry-After"] = "30" } };
    }

    internal static Reply Operation(ControlPlaneWorld world, Call call)
    {
        string[] parts = call["o"].Split('~');
        QuotaState quota = world.Quotas.Single(entry => entry.ResourceName == parts[0]);
        quota.Settle(world.Time.GetUtcNow());
        bool isUnderWay = parts.Length > 1 ? !quota.Operations[parts[1]].HasEnded : world.Delay > TimeSpan.Zero;
        if (isUnderWay)
        {
            return new Reply(202) { Headers = { ["Retry-After"] = "30" } };
        }

        return (parts.Length > 1 ? quota.Operations[parts[1]].Error : quota.Rejection) is { } reason
            ? new Reply(200, new { properties = new { provisioningState = "Failed" }, error = new { code = "QuotaChangeRejected", message = reason } })
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
