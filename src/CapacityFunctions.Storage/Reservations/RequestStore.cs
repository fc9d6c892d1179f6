using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Reservations;

/// <summary>Reservation requests: written as intents before the provider is asked, completed with what it answered.</summary>
public sealed class RequestStore
{
    internal RequestStore(StorageConnection connection)
    {
    }

    /// <summary>Writes requests that are not there yet; those that are keep their outcome.</summary>
    public Task WriteIntentsAsync(IReadOnlyList<ReservationRequest> requests, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Writes a request with its outcome over its intent.</summary>
    public Task CompleteAsync(ReservationRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The requests of a cycle, by account, resource type and zone.</summary>
    public Task<IReadOnlyList<ReservationRequest>> ListForCycleAsync(CycleId cycleId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Requests still <see cref="RequestOutcome.Intended"/> of cycles scheduled in [from, to), oldest cycle first.</summary>
    public Task<IReadOnlyList<ReservationRequest>> ListUnfinishedAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Requests of cycles scheduled in [from, to), newest first; of one account where one is given.</summary>
    public Task<Page<ReservationRequest>> HistoryAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        AccountId? account = null,
        int pageSize = 100,
        string? continuationToken = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
