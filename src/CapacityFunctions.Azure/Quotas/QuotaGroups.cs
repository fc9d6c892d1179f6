using System.Text.Json;
using Azure;
using Azure.Core;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Azure.Options;

namespace CapacityFunctions.Azure.Quotas;

/// <summary>Microsoft.Quota groups: cores that several subscriptions share, and how they are handed out.</summary>
/// <remarks>
/// All values are absolute limits, so asking twice changes nothing. The check of a deployment stays with the subscription: a group's quota
/// helps only once it is allocated. Nothing here is called unless a group is configured: quota belongs to a whole
/// management group.
/// </remarks>
public sealed class QuotaGroups
{
    private const string ApiVersion = "2025-09-01";
    private const int MostPages = 100;

    private readonly ArmRest _arm;
    private readonly AzureFailures _failures;
    private readonly string _location;

    internal QuotaGroups(AzureConnection connection, AzureProviderOptions options, TimeProvider time)
    {
        _arm = connection.Arm;
        _failures = new AzureFailures(time);
        _location = options.Location;
    }

    /// <summary>All families of the region, by name.</summary>
    public async Task<IReadOnlyList<QuotaGroupLimit>> ListAsync(
        string managementGroup, string groupName, CancellationToken cancellationToken = default)
    {
        List<QuotaGroupLimit> limits = [];
        Uri? page = _arm.Address(GroupPath(managementGroup, groupName, subscription: null, "groupQuotaLimits"));
        for (int pages = 0; page is not null && pages < MostPages; pages++)
        {
            JsonElement properties = ArmRest.Json(await _arm.SendAsync(RequestMethod.Get, page, body: null, cancellationToken)).GetProperty("properties");
            limits.AddRange(properties.GetProperty("value").EnumerateArray().Select(entry => Read(entry.GetProperty("properties"))));
            page = properties.TryGetProperty("nextLink", out JsonElement next) && next.GetString() is { Length: > 0 } link ? new Uri(link) : null;
        }

        return [.. limits.OrderBy(limit => limit.ResourceName, StringComparer.Ordinal)];
    }

    /// <summary>Cores that one subscription of the group may use, by family without regard to case: what it got from the group and what is its own.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadSubscriptionAsync(
        string managementGroup, string groupName, string subscription, CancellationToken cancellationToken = default)
    {
        JsonElement properties = ArmRest.Json(await _arm.GetAsync(
            GroupPath(managementGroup, groupName, subscription, "quotaAllocations"), cancellationToken)).GetProperty("properties");
        return properties.GetProperty("value").EnumerateArray()
            .Select(entry => entry.GetProperty("properties"))
            .ToDictionary(entry => entry.GetProperty("resourceName").GetString()!, entry => Number(entry, "limit"), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Asks for the group's own limit. Rejected where the region is short of capacity.</summary>
    public Task<QuotaChange> RequestLimitAsync(
        string managementGroup, string groupName, string resourceName, long limit, CancellationToken cancellationToken = default) =>
        PatchAsync(GroupPath(managementGroup, groupName, subscription: null, "groupQuotaLimits"), resourceName, limit, cancellationToken);

    /// <summary>Sets the limit of one subscription out of what the group has; lower than before gives back.</summary>
    public Task<QuotaChange> AllocateAsync(
        string managementGroup, string groupName, string subscription, string resourceName, long limit, CancellationToken cancellationToken = default) =>
        PatchAsync(GroupPath(managementGroup, groupName, subscription, "quotaAllocations"), resourceName, limit, cancellationToken);

    /// <summary>Asks once how an operation stands.</summary>
    public async Task<QuotaChange> ReadOperationAsync(Uri operationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operationId);
        Response response = await _arm.SendAsync(RequestMethod.Get, operationId, body: null, cancellationToken);
        if (response.Status == 202)
        {
            return new QuotaChange(OperationOutcome.Pending, "InProgress", operationId, _failures.RetryAfter(response), Reason: null);
        }

        JsonElement body = ArmRest.Json(response);
        string status = Text(body, "status")
            ?? (body.TryGetProperty("properties", out JsonElement properties) ? Text(properties, "provisioningState") : null)
            ?? "Succeeded";
        OperationOutcome outcome = Outcome(status);
        return new QuotaChange(
            outcome, status, outcome == OperationOutcome.Pending ? operationId : null, _failures.RetryAfter(response), outcome == OperationOutcome.Failed ? Reason(body) : null);
    }

    private async Task<QuotaChange> PatchAsync(string path, string resourceName, long limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        Response response = await _arm.SendAsync(
            RequestMethod.Patch,
            path,
            new { Properties = new { Value = new[] { new { Properties = new { ResourceName = resourceName, Limit = limit } } } } },
            cancellationToken);
        if (response.Status != 202)
        {
            return new QuotaChange(OperationOutcome.Succeeded, "Succeeded", OperationId: null, RetryAfter: null, Reason: null);
        }

        Uri? operation = response.Headers.TryGetValue("Location", out string? location) ? new Uri(location)
            : response.Headers.TryGetValue("Azure-AsyncOperation", out string? status) ? new Uri(status)
            : null;
        return new QuotaChange(OperationOutcome.Pending, "Accepted", operation, _failures.RetryAfter(response), Reason: null);
    }

    private string GroupPath(string managementGroup, string groupName, string? subscription, string kind)
    {
        string owner = subscription is null ? string.Empty : $"/subscriptions/{Uri.EscapeDataString(subscription)}";
        return $"/providers/Microsoft.Management/managementGroups/{Uri.EscapeDataString(managementGroup)}{owner}"
            + $"/providers/Microsoft.Quota/groupQuotas/{Uri.EscapeDataString(groupName)}/resourceProviders/Microsoft.Compute/{kind}/{_location}?api-version={ApiVersion}";
    }

    private static OperationOutcome Outcome(string status) => status switch
    {
        "Succeeded" => OperationOutcome.Succeeded,
        "Failed" or "Canceled" or "Cancelled" or "Rejected" or "Escalated" or "Invalid" => OperationOutcome.Failed,
        _ => OperationOutcome.Pending,
    };

    private static QuotaGroupLimit Read(JsonElement properties) => new(
        properties.GetProperty("resourceName").GetString()!,
        Number(properties, "limit"),
        Number(properties, "availableLimit"),
        properties.TryGetProperty("allocatedToSubscriptions", out JsonElement allocated) && allocated.TryGetProperty("value", out JsonElement list)
            ? list.EnumerateArray().ToDictionary(
                entry => entry.GetProperty("subscriptionId").GetString()!, entry => Number(entry, "quotaAllocated"), StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase));

    private static long Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : 0;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string Reason(JsonElement body) =>
        SafeText.Of(body.TryGetProperty("error", out JsonElement error) ? $"{Text(error, "code")}: {Text(error, "message")}" : "No reason was given.");
}
