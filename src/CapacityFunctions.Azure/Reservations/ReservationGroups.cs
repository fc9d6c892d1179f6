using System.Text.Json;
using Azure.Core;
using Azure.ResourceManager.Compute;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Options;
using CapacityFunctions.Azure.Zones;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Azure.Reservations;

/// <summary>One capacity reservation group for each account, shared with the account's subscription.</summary>
/// <remarks>
/// Written by REST: the SDK's version of the service (2023-07-01) is older than sharing, and a write that does not carry the list would end it.
/// </remarks>
internal sealed class ReservationGroups(AzureConnection connection, AzureProviderOptions options, ZoneMaps zones)
{
    /// <summary>Consumer subscriptions that a group can be shared with.</summary>
    internal const int MostConsumers = 100;

    private const string ApiVersion = "2025-04-01";

    /// <summary>Sees to it that the account's group is there and shared with the account.</summary>
    /// <returns>Null once it is; else why it cannot be.</returns>
    internal async Task<ProviderFailure?> EnsureAsync(AccountId account, CancellationToken cancellationToken)
    {
        string path = Path(ReservationNames.OfGroup(account));
        string? consumer = options.SubscriptionOf(account.Value);
        if (await connection.Arm.FindAsync(path, cancellationToken) is not { } group)
        {
            await PutAsync(
                path,
                await zones.ProviderZonesAsync(cancellationToken),
                consumer is null ? [] : [ConsumerId(consumer)],
                new Dictionary<string, string>(StringComparer.Ordinal) { [ReservationNames.AccountTag] = account.Value },
                cancellationToken);
            return null;
        }

        List<string> consumers = Consumers(group);
        if (consumer is null || consumers.Contains(ConsumerId(consumer), StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        if (consumers.Count >= MostConsumers)
        {
            return new ProviderFailure(
                FailureClass.Invalid, "SharingListFull", $"The group {ReservationNames.OfGroup(account)} is shared with {MostConsumers} subscriptions already.");
        }

        // A write replaces the whole list, so whoever is on it stays on it only if the write says so.
        await PutAsync(path, Strings(group, "zones"), [.. consumers, ConsumerId(consumer)], Tags(group), cancellationToken);
        return null;
    }

    /// <summary>The groups that were made here, with what they hold.</summary>
    internal async Task<IReadOnlyList<(AccountId Account, CapacityReservationGroupResource Group)>> ListAsync(CancellationToken cancellationToken)
    {
        List<(AccountId, CapacityReservationGroupResource)> groups = [];
        await foreach (CapacityReservationGroupResource group in connection.ResourceGroup.GetCapacityReservationGroups()
            .GetAllAsync(cancellationToken: cancellationToken))
        {
            // A tag can be copied by hand; the name has to agree.
            if (group.Data.Tags.TryGetValue(ReservationNames.AccountTag, out string? tag)
                && AccountId.TryParse(tag, out AccountId account)
                && string.Equals(ReservationNames.OfGroup(account), group.Data.Name, StringComparison.OrdinalIgnoreCase))
            {
                groups.Add((account, group));
            }
        }

        return groups;
    }

    private Task PutAsync(
        string path, IReadOnlyList<string> groupZones, IReadOnlyList<string> consumers, Dictionary<string, string> tags, CancellationToken cancellationToken) =>
        connection.Arm.SendAsync(
            RequestMethod.Put,
            path,
            new
            {
                Location = options.Location,
                Tags = tags,
                Zones = groupZones,
                Properties = consumers.Count == 0 ? null : new { SharingProfile = new { SubscriptionIds = consumers.Select(id => new { Id = id }) } },
            },
            cancellationToken);

    private string Path(string group) =>
        $"/subscriptions/{connection.SubscriptionId}/resourceGroups/{Uri.EscapeDataString(connection.ResourceGroupName)}"
        + $"/providers/Microsoft.Compute/capacityReservationGroups/{group}?api-version={ApiVersion}";

    private static string ConsumerId(string subscription) => $"/subscriptions/{subscription}";

    private static List<string> Consumers(JsonElement group) =>
        group.GetProperty("properties").TryGetProperty("sharingProfile", out JsonElement sharing)
        && sharing.TryGetProperty("subscriptionIds", out JsonElement ids)
            ? [.. ids.EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!)]
            : [];

    private static string[] Strings(JsonElement group, string name) =>
        group.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(entry => entry.GetString()!)] : [];

    private static Dictionary<string, string> Tags(JsonElement group) =>
        group.TryGetProperty("tags", out JsonElement tags)
            ? tags.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString()!, StringComparer.Ordinal)
            : [];
}
