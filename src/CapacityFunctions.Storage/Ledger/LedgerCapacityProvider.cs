using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>A provider whose whole state is in Table Storage: finite zones with prices, all or nothing for each request as in the cloud.</summary>
/// <remarks>
/// Zones, reservations and answered requests of a resource type share a partition, so one transaction changes the zone's total, the
/// reservation and the answer together: a crash leaves all of it or nothing.
/// </remarks>
public sealed class LedgerCapacityProvider : ICapacityProvider
{
    private readonly StorageConnection _connection;
    private readonly IReadOnlyList<LedgerZone> _defaultZones;
    private readonly TimeProvider _time;

    internal LedgerCapacityProvider(StorageConnection connection, IReadOnlyList<LedgerZone> defaultZones, TimeProvider time)
    {
        _connection = connection;
        _defaultZones = defaultZones;
        _time = time;
    }

    public Task<IReadOnlyList<ResourceOffer>> ListOffersAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ResourceOffer>>([]);

    /// <summary>The ledger knows no quotas.</summary>
    public Task<IReadOnlyList<QuotaReading>> ReadQuotaAsync(ResourceType resourceType, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<QuotaReading>>([]);

    public async Task<IReadOnlyList<ZoneOffer>> ListZonesAsync(ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        List<TableEntity> rows = await ReadRangeAsync(table, resourceType, LedgerRows.Zones, cancellationToken);
        IEnumerable<ZoneOffer> offers = rows.Count == 0
            ? _defaultZones.Select(zone => Offer(zone, held: 0))
            : rows.Select(row => Offer(LedgerRows.ReadZone(row), LedgerRows.ReadHeld(row)));
        return [.. offers.OrderBy(offer => offer.Zone, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<Reservation>> ListReservationsAsync(
        ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        List<TableEntity> rows = await ReadRangeAsync(table, resourceType, LedgerRows.Reservations, cancellationToken);
        return
        [
            .. rows
                .Select(row => LedgerRows.ReadReservation(resourceType, row))
                .OrderBy(reservation => reservation.AccountId)
                .ThenBy(reservation => reservation.Zone, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc />
    /// <exception cref="ConcurrencyConflictException">Other requests for the same zone kept coming first; nothing changed.</exception>
    public async Task<ProviderOutcome> SetReservationAsync(
        string requestId,
        AccountId accountId,
        ResourceType resourceType,
        string zone,
        decimal quantity,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        ArgumentNullException.ThrowIfNull(zone);
        ZoneName.ThrowIfInvalid(zone);
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);

        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        Reservation wanted = new(accountId, resourceType, zone, quantity);
        return await Optimistic.WriteAsync($"zone {zone} of {resourceType}", () => AnswerAsync(table, requestId, wanted, cancellationToken));
    }

    /// <summary>Sets the zones of a resource type. What is held stays held: a zone that is left out offers nothing more and goes once it is empty.</summary>
    /// <exception cref="ArgumentException">There is no zone or more than 50, a name is invalid or there twice, or a price or capacity is negative.</exception>
    public async Task PutZonesAsync(ResourceType resourceType, IReadOnlyList<LedgerZone> zones, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(zones);
        LedgerZones.Validate(zones);
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        await Optimistic.WriteAsync($"the zones of {resourceType}", async () =>
        {
            List<TableEntity> stored = await ReadRangeAsync(table, resourceType, LedgerRows.Zones, cancellationToken);
            return await table.TrySubmitAsync(LedgerZones.Changes(resourceType, stored, zones), cancellationToken);
        });
    }

    /// <summary>One round; null when another request changed one of the rows after they were read.</summary>
    private async Task<ProviderOutcome?> AnswerAsync(
        TableClient table, string requestId, Reservation wanted, CancellationToken cancellationToken)
    {
        string partition = LedgerRows.Partition(wanted.ResourceType);
        if (await table.FindAsync(partition, LedgerRows.RequestKey(requestId), cancellationToken) is { } answered)
        {
            return LedgerRows.ReadOutcome(answered);
        }

        TableEntity? zoneRow = await table.FindAsync(partition, LedgerRows.ZoneKey(wanted.Zone), cancellationToken);
        if (zoneRow is null)
        {
            await EnsureZonesAsync(table, wanted.ResourceType, cancellationToken);
            zoneRow = await table.FindAsync(partition, LedgerRows.ZoneKey(wanted.Zone), cancellationToken);
        }

        TableEntity? heldRow = await table.FindAsync(
            partition, LedgerRows.ReservationKey(wanted.AccountId, wanted.Zone), cancellationToken);
        decimal heldByAccount = heldRow is null ? 0 : LedgerRows.ReadReservation(wanted.ResourceType, heldRow).Quantity;
        List<TableTransactionAction> actions = [];
        ProviderOutcome outcome = Decide(wanted, zoneRow, heldByAccount);
        if (outcome is ProviderOutcome.Applied)
        {
            LedgerZone zone = LedgerRows.ReadZone(zoneRow!);
            decimal heldInZone = LedgerRows.ReadHeld(zoneRow!) - heldByAccount + wanted.Quantity;
            actions.Add(new(
                TableTransactionActionType.UpdateReplace, LedgerRows.ZoneRow(wanted.ResourceType, zone, heldInZone), zoneRow!.ETag));
            if (LedgerZones.Change(LedgerRows.ReservationRow(wanted), wanted.Quantity > 0, heldRow) is { } change)
            {
                actions.Add(change);
            }
        }

        actions.Add(new(
            TableTransactionActionType.Add, LedgerRows.RequestRow(wanted.ResourceType, requestId, outcome, _time.GetUtcNow())));
        return await table.TrySubmitAsync(actions, cancellationToken) is null ? null : outcome;
    }

    private static ProviderOutcome Decide(Reservation wanted, TableEntity? zoneRow, decimal heldByAccount)
    {
        if (zoneRow is null)
        {
            return new ProviderOutcome.Refused(new ProviderFailure(
                FailureClass.NotOffered, "SkuNotAvailable", $"There is no zone '{wanted.Zone}' for {wanted.ResourceType}."));
        }

        decimal available = Offer(LedgerRows.ReadZone(zoneRow), LedgerRows.ReadHeld(zoneRow)).Available;
        decimal more = wanted.Quantity - heldByAccount;
        return more <= available || more <= 0
            ? new ProviderOutcome.Applied(wanted.Quantity)
            : new ProviderOutcome.Refused(new ProviderFailure(
                FailureClass.ZoneFull,
                "ZonalAllocationFailed",
                $"{more:0.############################} more units were asked for in zone {wanted.Zone}, {available:0.############################} are available."));
    }

    /// <summary>Writes the default zones down at the first request of a resource type, so that their totals have a row to live in.</summary>
    private async Task EnsureZonesAsync(TableClient table, ResourceType resourceType, CancellationToken cancellationToken)
    {
        if (await table.FirstAsync(LedgerRows.Partition(resourceType), LedgerRows.Zones, cancellationToken) is null)
        {
            // Losing to another writer is as good: then the zones are there.
            await table.TrySubmitAsync(LedgerZones.Changes(resourceType, [], _defaultZones), cancellationToken);
        }
    }

    private static ZoneOffer Offer(LedgerZone zone, decimal held) =>
        new(zone.Zone, zone.PricePerUnitHour, Math.Max(0, zone.Capacity - held));

    private static async Task<List<TableEntity>> ReadRangeAsync(
        TableClient table, ResourceType resourceType, KeyRange rows, CancellationToken cancellationToken)
    {
        List<TableEntity> found = [];
        await foreach (TableEntity row in table.ReadRangeAsync(
            LedgerRows.Partition(resourceType), rows, cancellationToken: cancellationToken))
        {
            found.Add(row);
        }

        return found;
    }
}
