using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>A provider whose whole state is in Table Storage: finite zones with prices, a delay, a quota, and failures by script.</summary>
/// <remarks>
/// Everything of a resource type shares a partition, so one transaction changes the zone's total, the reservation, the script and the answer
/// together: a crash leaves all of it or nothing.
/// </remarks>
public sealed class LedgerCapacityProvider : ICapacityProvider
{
    private readonly StorageConnection _connection;
    private readonly LedgerDefaults _defaults;
    private readonly LedgerRequests _requests;
    private readonly TimeProvider _time;

    internal LedgerCapacityProvider(StorageConnection connection, LedgerDefaults defaults, TimeProvider time)
    {
        _connection = connection;
        _defaults = defaults;
        _requests = new LedgerRequests(defaults, time);
        _time = time;
    }

    /// <summary>The resource types whose zones or terms were set, or that were asked for: before that, the ledger offers any there could be.</summary>
    public async Task<IReadOnlyList<ResourceOffer>> ListOffersAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        List<ResourceOffer> offers = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(LedgerRows.Catalogue, cancellationToken))
        {
            ResourceType resourceType = LedgerRows.ReadCatalogue(row);
            IReadOnlyList<(LedgerZone Zone, decimal Held)> zones = await ZonesAsync(table, resourceType, cancellationToken);
            LedgerTerms terms = await TermsAsync(table, resourceType, cancellationToken);
            offers.Add(new ResourceOffer(
                resourceType,
                terms.Family,
                [.. zones.Where(zone => zone.Zone.Capacity > 0).Select(zone => zone.Zone.Zone).Order(StringComparer.Ordinal)]));
        }

        return [.. offers.OrderBy(offer => offer.ResourceType)];
    }

    public async Task<IReadOnlyList<QuotaReading>> ReadQuotaAsync(ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        LedgerTerms terms = await TermsAsync(table, resourceType, cancellationToken);
        if (terms.Quota is not { } quota)
        {
            return [];
        }

        decimal taken = (await ZonesAsync(table, resourceType, cancellationToken)).Sum(zone => zone.Held);
        return [new QuotaReading(terms.QuotaNameOf(resourceType), taken * quota.PerUnit, quota.Limit, quota.PerUnit)];
    }

    public async Task<IReadOnlyList<ZoneOffer>> ListZonesAsync(ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        return
        [
            .. (await ZonesAsync(table, resourceType, cancellationToken))
                .Select(zone => new ZoneOffer(zone.Zone.Zone, zone.Zone.PricePerUnitHour, Math.Max(0, zone.Zone.Capacity - zone.Held)))
                .OrderBy(offer => offer.Zone, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc />
    /// <remarks>An increase that is under way is not held yet: nothing can run on it, so the loop must not allocate it.</remarks>
    public async Task<IReadOnlyList<Reservation>> ListReservationsAsync(
        ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        DateTimeOffset now = _time.GetUtcNow();
        List<Reservation> held = [];
        await foreach (TableEntity row in table.ReadRangeAsync(
            LedgerRows.Partition(resourceType), LedgerRows.Reservations, cancellationToken: cancellationToken))
        {
            held.Add(LedgerRows.ReadReservation(row).At(now, resourceType));
        }

        return
        [
            .. held.Where(reservation => reservation.Quantity > 0)
                .OrderBy(reservation => reservation.AccountId)
                .ThenBy(reservation => reservation.Zone, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc />
    /// <exception cref="ConcurrencyConflictException">Other requests for the same zone kept coming first; nothing changed.</exception>
    /// <exception cref="TimeoutException">The script says so; the request was carried out.</exception>
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
        LedgerAnswer answer = await Optimistic.WriteAsync(
            $"zone {zone} of {resourceType}", () => _requests.AnswerAsync(table, requestId, wanted, cancellationToken));
        return answer.IsLost ? throw new TimeoutException($"The answer to {requestId} was lost (scripted).") : answer.Outcome;
    }

    /// <summary>Sets the zones of a resource type. What is held stays held: a zone that is left out offers nothing more and goes once it is empty.</summary>
    /// <exception cref="ArgumentException">There is no zone or more than 50, a name is invalid or there twice, or a price or capacity is negative.</exception>
    public async Task PutZonesAsync(ResourceType resourceType, IReadOnlyList<LedgerZone> zones, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(zones);
        LedgerZones.Validate(zones);
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        await table.UpsertAllAsync([LedgerRows.CatalogueRow(resourceType)], cancellationToken);
        await Optimistic.WriteAsync($"the zones of {resourceType}", async () =>
        {
            List<TableEntity> stored = await LedgerRequests.ReadRangeAsync(table, resourceType, LedgerRows.Zones, cancellationToken);
            return await table.TrySubmitAsync(LedgerZones.Changes(resourceType, stored, zones), cancellationToken);
        });
    }

    /// <summary>Sets family, delay and quota of a resource type; what is under way keeps the delay it began with.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public async Task PutTermsAsync(ResourceType resourceType, LedgerTerms terms, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Validate();
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        await table.UpsertAllAsync([LedgerRows.CatalogueRow(resourceType), LedgerRows.TermsRow(resourceType, terms)], cancellationToken);
    }

    /// <summary>Sets what goes wrong in a zone, in order; what was left of the script before is dropped.</summary>
    public async Task PutFaultsAsync(
        ResourceType resourceType, string zone, IReadOnlyList<LedgerFault> faults, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(faults);
        ZoneName.ThrowIfInvalid(zone);
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        await table.UpsertAllAsync([LedgerRows.ScriptRow(resourceType, zone, new LedgerScript(faults))], cancellationToken);
    }

    /// <summary>Says how many units of a reservation are in use: it can't be lowered below them. More than is held may be in use.</summary>
    public async Task PutAllocatedAsync(
        AccountId accountId, ResourceType resourceType, string zone, decimal units, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ZoneName.ThrowIfInvalid(zone);
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        await Optimistic.WriteAsync($"{accountId} in zone {zone}", async () =>
        {
            TableEntity? row = await table.FindAsync(
                LedgerRows.Partition(resourceType), LedgerRows.ReservationKey(accountId, zone), cancellationToken);
            LedgerReservation reservation = row is null ? new LedgerReservation(accountId, zone, 0) : LedgerRows.ReadReservation(row);
            TableEntity changed = LedgerRows.ReservationRow(resourceType, reservation with { Allocated = units });
            return await table.TrySubmitAsync([LedgerZones.Change(changed, keep: true, row)!], cancellationToken);
        });
    }

    private async Task<LedgerTerms> TermsAsync(TableClient table, ResourceType resourceType, CancellationToken cancellationToken) =>
        await table.FindAsync(LedgerRows.Partition(resourceType), LedgerRows.TermsKey, cancellationToken) is { } row
            ? LedgerRows.ReadTerms(row)
            : _defaults.TermsOf(resourceType);

    private async Task<IReadOnlyList<(LedgerZone Zone, decimal Held)>> ZonesAsync(
        TableClient table, ResourceType resourceType, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = await LedgerRequests.ReadRangeAsync(table, resourceType, LedgerRows.Zones, cancellationToken);
        return rows.Count == 0
            ? [.. _defaults.Zones.Select(zone => (zone, 0m))]
            : [.. rows.Select(row => (LedgerRows.ReadZone(row), LedgerRows.ReadHeld(row)))];
    }

    /// <summary>Forgets the answers to requests of cycles scheduled before an instant, which so must not be asked again.</summary>
    /// <param name="resourceType">Of what.</param>
    /// <param name="instant">Cycles from its minute on are remembered.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteRequestsBeforeAsync(
        ResourceType resourceType, DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Ledger, cancellationToken);
        return await table.DeleteRowsAsync(LedgerRows.Partition(resourceType), LedgerRequestRow.Before(instant), limit, cancellationToken);
    }
}
