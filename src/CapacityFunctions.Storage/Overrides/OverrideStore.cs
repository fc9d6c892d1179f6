using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Overrides;

/// <summary>Operators' instructions, kept for good. Finding those in force stays cheap however many have ended.</summary>
public sealed class OverrideStore
{
    private readonly StorageConnection _connection;
    private readonly TimeProvider _time;

    internal OverrideStore(StorageConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
    }

    /// <summary>
    /// Writes a new override. An empty id gets a unique one that sorts by time, an empty creation time becomes now, an empty effective time
    /// becomes the creation time.
    /// </summary>
    /// <returns>The override as stored; null when its id is taken.</returns>
    public async Task<Versioned<Override>?> CreateAsync(Override instruction, CancellationToken cancellationToken = default)
    {
        Override created = Completed(instruction);
        TableClient table = await _connection.TableAsync(StorageTable.Overrides, cancellationToken);
        return await table.TrySubmitAsync(OverrideRows.Creation(created), cancellationToken) is { } answers
            ? new Versioned<Override>(created, answers[0].Headers.ETag.GetValueOrDefault())
            : null;
    }

    /// <summary>
    /// Writes a new override, completed as in <see cref="CreateAsync"/>, unless it contradicts another one of equal rank
    /// (<see cref="OverrideConflicts"/>). Admissions change one guard row in the transaction that writes the override: of two at once the
    /// slower is lost, and judged again with the other one in sight.
    /// </summary>
    /// <exception cref="ArgumentException">Its id is taken.</exception>
    public async Task<AdmitOutcome> AdmitAsync(Override instruction, CancellationToken cancellationToken = default)
    {
        Override created = Completed(instruction);
        TableClient table = await _connection.TableAsync(StorageTable.Overrides, cancellationToken);
        return await Optimistic.WriteAsync<AdmitOutcome>("the overrides", async () =>
        {
            // The guard first: what is admitted after this read changes it.
            TableEntity? guard = await table.FindAsync(OverrideRows.Partition, OverrideRows.GuardKey, cancellationToken);
            if (OverrideConflicts.Find(created, await ListOpenAsync(created.CreatedAt, cancellationToken)) is { } conflict)
            {
                return new AdmitOutcome.Contradicts(conflict);
            }

            if (await table.TrySubmitAsync([.. OverrideRows.Creation(created), OverrideRows.Guard(guard)], cancellationToken) is { } answers)
            {
                return new AdmitOutcome.Admitted(new Versioned<Override>(created, answers[0].Headers.ETag.GetValueOrDefault()));
            }

            return await table.FindAsync(OverrideRows.Partition, OverrideRows.IdKey(created.Id), cancellationToken) is null
                ? null
                : throw new ArgumentException($"There is an override {created.Id} already.", nameof(instruction));
        });
    }

    public async Task<Versioned<Override>?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        TableClient table = await _connection.TableAsync(StorageTable.Overrides, cancellationToken);
        return await table.FindAsync(OverrideRows.Partition, OverrideRows.IdKey(id), cancellationToken) is { } row ? Read(row) : null;
    }

    /// <summary>Those in force at an instant, a past one too, by creation time, then by id.</summary>
    public async Task<IReadOnlyList<Override>> ListActiveAsync(DateTimeOffset at, CancellationToken cancellationToken = default) =>
        [.. (await ListOpenAsync(at, cancellationToken)).Where(instruction => instruction.IsActiveAt(at))];

    /// <summary>Those that had not ended at an instant, also those that begin later, by creation time, then by id.</summary>
    public async Task<IReadOnlyList<Override>> ListOpenAsync(DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Overrides, cancellationToken);
        List<Override> open = [];
        await foreach (TableEntity row in table.ReadRangeAsync(
            OverrideRows.Partition, OverrideRows.EndingAfter(at), cancellationToken: cancellationToken))
        {
            open.Add(OverrideRows.Read(row));
        }

        return [.. open.OrderBy(instruction => instruction.CreatedAt).ThenBy(instruction => instruction.Id, StringComparer.Ordinal)];
    }

    /// <summary>All of them, ended ones too, newest first.</summary>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<Override>> ListAsync(
        int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Overrides, cancellationToken);
        return await table.ReadPageAsync(
            OverrideRows.Partition, OverrideRows.ByCreation, pageSize, continuationToken, OverrideRows.Read, cancellationToken);
    }

    /// <summary>Ends an override before its time; it stays in the history.</summary>
    public async Task<CancelOutcome> CancelAsync(
        string id, string cancelledBy, DateTimeOffset at, WriteCondition condition = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(cancelledBy);
        TableClient table = await _connection.TableAsync(StorageTable.Overrides, cancellationToken);
        return await Optimistic.WriteAsync<CancelOutcome>($"override {id}", async () =>
        {
            TableEntity? current = await table.FindAsync(OverrideRows.Partition, OverrideRows.IdKey(id), cancellationToken);
            if (current is null)
            {
                return new CancelOutcome.NotFound();
            }

            if (condition.Version is { } version && version != current.ETag && version != ETag.All)
            {
                return new CancelOutcome.Conflict();
            }

            Versioned<Override> before = Read(current);
            if (before.Value.CancelledAt is not null || before.Value.ExpiresAt <= at)
            {
                return new CancelOutcome.AlreadyEnded(before);
            }

            Override cancelled = before.Value with { CancelledAt = at, CancelledBy = cancelledBy };
            return await table.TrySubmitAsync(OverrideRows.Cancellation(current, cancelled), cancellationToken) is { } answers
                ? new CancelOutcome.Cancelled(new Versioned<Override>(cancelled, answers[0].Headers.ETag.GetValueOrDefault()))
                : null;
        });
    }

    /// <summary>Those that a filter shows, newest first.</summary>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<Override>> ListAsync(
        OverrideFilter filter, DateTimeOffset now, int pageSize, string? continuationToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        PagedReads.ThrowIfPageSizeInvalid(pageSize);
        string lastSeen = continuationToken is null ? string.Empty : PagedReads.ReadToken(continuationToken);
        List<Override> items = [];
        string lastKey = string.Empty;
        await foreach (Override instruction in filter.IncludesEnded ? AllAsync(lastSeen, pageSize, cancellationToken) : OpenAsync(now, lastSeen, cancellationToken))
        {
            if (!filter.Matches(instruction, now))
            {
                continue;
            }

            if (items.Count == pageSize)
            {
                return new Page<Override>(items, PagedReads.ToToken(lastKey));
            }

            items.Add(instruction);
            lastKey = OverrideRows.CreationKey(instruction);
        }

        return new Page<Override>(items, ContinuationToken: null);
    }

    /// <summary>Deletes overrides that ended before an instant, those that ended first first; each with all of its copies.</summary>
    /// <param name="instant">Exclusive.</param>
    /// <param name="limit">Overrides at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Overrides, cancellationToken);
        List<Override> ended = [];
        await foreach (TableEntity row in table.ReadRangeAsync(OverrideRows.Partition, OverrideRows.EndedBefore(instant), cancellationToken: cancellationToken))
        {
            ended.Add(OverrideRows.Read(row));
            if (ended.Count == limit)
            {
                break;
            }
        }

        foreach (Override instruction in ended)
        {
            // Gone already: another run was here.
            await table.TrySubmitAsync(OverrideRows.Removal(instruction), cancellationToken);
        }

        return ended.Count;
    }

    private async IAsyncEnumerable<Override> AllAsync(
        string lastSeen, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Overrides, cancellationToken);
        await foreach (TableEntity row in table.ReadAfterAsync(
            OverrideRows.Partition, OverrideRows.ByCreation, lastSeen, condition: null, pageSize, cancellationToken))
        {
            yield return OverrideRows.Read(row);
        }
    }

    /// <summary>However many have ended, only open ones are read.</summary>
    private async IAsyncEnumerable<Override> OpenAsync(
        DateTimeOffset now, string lastSeen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<Override> open = await ListOpenAsync(now, cancellationToken);
        foreach (Override instruction in open
            .Where(instruction => string.CompareOrdinal(OverrideRows.CreationKey(instruction), lastSeen) > 0)
            .OrderBy(OverrideRows.CreationKey, StringComparer.Ordinal))
        {
            yield return instruction;
        }
    }

    private Override Completed(Override instruction)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset createdAt = instruction.CreatedAt == default ? now : instruction.CreatedAt;
        return instruction with
        {
            Id = instruction.Id.Length == 0 ? Guid.CreateVersion7(now).ToString() : instruction.Id,
            CreatedAt = createdAt,
            EffectiveFrom = instruction.EffectiveFrom == default ? createdAt : instruction.EffectiveFrom,
        };
    }

    private static Versioned<Override> Read(TableEntity row) => new(OverrideRows.Read(row), row.ETag);
}
