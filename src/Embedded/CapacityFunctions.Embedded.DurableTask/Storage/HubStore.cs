using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// The hub's tables. All rows of one instance share a partition of the history table, so that an episode (its history row, and the
/// messages that it consumed) is committed in one transaction: it is there as a whole or not at all.
/// </summary>
/// <remarks>
/// Row keys in a partition: <c>h{generation}-{sequence}</c> with an <see cref="ExecutionStart"/> at sequence 0 and one
/// <see cref="Episode"/> in each further row; <c>m{ticks}-{counter}-{writer}</c> with one <see cref="InboxMessage"/> each.
/// The highest generation counts; rows of lower ones are leftovers. The instances table is an index that is written before an
/// instance's first history row and after its last one, so that it always names every instance that isn't done.
/// </remarks>
internal sealed class HubStore
{
    /// <summary>Messages that one commit can consume: a transaction has at most 100 operations.</summary>
    public const int MaxMessagesPerCommit = 90;

    private const int MaxOperations = 100;
    private const string WriterProperty = "Writer";
    private const string PendingSendsProperty = "PendingSends";
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly TableClient _history;
    private readonly TableClient _instances;
    private readonly BlobContainerClient? _container;
    private readonly PayloadStore _payloads;
    private readonly TimeProvider _time;

    /// <summary>What storage has to know for as long as it is what it was.</summary>
    private readonly NewestRows _newest = new();

    /// <summary>Tells the rows of this engine from those of others.</summary>
    private readonly string _writer = Guid.NewGuid().ToString("N")[..12];
    private int _messageCounter;

    public HubStore(HubNames names, TableServiceClient tables, BlobServiceClient? blobs, TimeProvider time)
    {
        _history = tables.GetTableClient(names.History);
        _instances = tables.GetTableClient(names.Instances);
        _container = blobs?.GetBlobContainerClient(names.PayloadContainer);
        _payloads = new PayloadStore(_container);
        _time = time;
        Index = new InstanceIndex(_instances, _payloads, Json);
    }

    public InstanceIndex Index { get; }

    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await _history.CreateIfNotExistsAsync(cancellationToken);
        await _instances.CreateIfNotExistsAsync(cancellationToken);
        if (_container is not null)
        {
            await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }

    /// <summary>Whether storage still has the rows that it acknowledged last. A row that was deleted since is none of them.</summary>
    /// <remarks>
    /// An emulator that was killed, or a restored account, comes back as it was some time ago: the newest rows are gone first.
    /// </remarks>
    public async Task<bool> HasNewestRowsAsync(CancellationToken cancellationToken)
    {
        foreach ((string partition, string row) in _newest.List())
        {
            NullableResponse<TableEntity> found = await _history.GetEntityIfExistsAsync<TableEntity>(
                partition, row, ["RowKey"], cancellationToken);
            if (!found.HasValue && _newest.Contains(partition, row))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the first row of an execution and removes the messages that the one before consumed.</summary>
    /// <param name="generation">Of the new execution.</param>
    /// <param name="start">What it begins with.</param>
    /// <param name="lastRow">The last row of the execution before that goes on in this one; null for a new instance.</param>
    /// <param name="consumedRows">Messages that the last episode consumed.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="HistoryLostException">Storage does not have what it acknowledged before.</exception>
    public Task CommitStartAsync(
        int generation,
        ExecutionStart start,
        string? lastRow,
        IReadOnlyList<string> consumedRows,
        CancellationToken cancellationToken) =>
        CommitAsync(
            start.InstanceId,
            HistoryRow(generation, sequence: 0),
            lastRow,
            Serialize(start),
            start.PendingSends.Count > 0,
            consumedRows,
            cancellationToken);

    /// <summary>Writes an episode and removes the messages that it consumed.</summary>
    /// <exception cref="HistoryLostException">Storage does not have what it acknowledged before.</exception>
    public Task CommitEpisodeAsync(
        string instanceId,
        int generation,
        int sequence,
        Episode episode,
        IReadOnlyList<string> consumedRows,
        CancellationToken cancellationToken) =>
        CommitAsync(
            instanceId,
            HistoryRow(generation, sequence),
            HistoryRow(generation, sequence - 1),
            Serialize(episode),
            episode.Actions.Any(action => action is EventSent),
            consumedRows,
            cancellationToken);

    /// <summary>Notes that the events of a row have been sent.</summary>
    public async Task ClearPendingSendsAsync(string instanceId, int generation, int sequence, CancellationToken cancellationToken)
    {
        TableEntity change = new(InstanceIds.ToKey(instanceId), HistoryRow(generation, sequence)) { [PendingSendsProperty] = false };
        await _history.UpdateEntityAsync(change, ETag.All, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>A message with a row key that sorts after all before it, not yet stored.</summary>
    public InboxMessage Number(InboxMessage message) => message with
    {
        RowKey = string.Create(
            CultureInfo.InvariantCulture,
            $"m{_time.GetUtcNow().UtcTicks:D19}-{Interlocked.Increment(ref _messageCounter):D10}-{_writer}"),
    };

    /// <summary>Stores a numbered message. Storing it again changes nothing.</summary>
    public async Task AddMessageAsync(string instanceId, InboxMessage message, CancellationToken cancellationToken)
    {
        string key = InstanceIds.ToKey(instanceId);
        TableEntity row = new(key, message.RowKey);
        await _payloads.WriteAsync(row, Serialize(message), $"{key}/{message.RowKey}", cancellationToken);
        await _history.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    public async Task DeleteMessagesAsync(string instanceId, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        string key = InstanceIds.ToKey(instanceId);
        foreach (string row in rows)
        {
            await _history.DeleteEntityAsync(key, row, ETag.All, cancellationToken);
        }
    }

    /// <returns>Null when nothing of the instance was stored.</returns>
    /// <exception cref="CorruptHistoryException">Rows are missing.</exception>
    public async Task<StoredInstance?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        SortedDictionary<string, TableEntity> history = new(StringComparer.Ordinal);
        List<InboxMessage> inbox = [];
        await foreach (TableEntity row in _history.QueryAsync<TableEntity>(
            row => row.PartitionKey == key, cancellationToken: cancellationToken))
        {
            if (row.RowKey[0] == 'm')
            {
                inbox.Add((await ReadAsync<InboxMessage>(row, cancellationToken)) with { RowKey = row.RowKey });
            }
            else
            {
                history.Add(row.RowKey, row);
            }
        }

        if (history.Count == 0)
        {
            return null;
        }

        int generation = GenerationOf(history.Keys.Last());
        TableEntity[] current = [.. history.Values.Where(row => GenerationOf(row.RowKey) == generation)];
        for (int sequence = 0; sequence < current.Length; sequence++)
        {
            if (!string.Equals(current[sequence].RowKey, HistoryRow(generation, sequence), StringComparison.Ordinal))
            {
                throw new CorruptHistoryException(key, sequence, current[sequence].RowKey);
            }
        }

        List<Episode> episodes = new(current.Length - 1);
        foreach (TableEntity row in current.Skip(1))
        {
            episodes.Add(await ReadAsync<Episode>(row, cancellationToken));
        }

        return new StoredInstance(
            generation,
            await ReadAsync<ExecutionStart>(current[0], cancellationToken),
            episodes,
            [.. inbox.OrderBy(message => message.RowKey, StringComparer.Ordinal)],
            current[^1].GetBoolean(PendingSendsProperty) == true,
            current.Length < history.Count);
    }

    /// <summary>The highest generation that was ever stored under an id; 0 for none.</summary>
    public async Task<int> LastGenerationAsync(string instanceId, CancellationToken cancellationToken)
    {
        int last = 0;
        await foreach (TableEntity row in RowKeysAsync(InstanceIds.ToKey(instanceId), cancellationToken))
        {
            last = row.RowKey[0] == 'h' ? Math.Max(last, GenerationOf(row.RowKey)) : last;
        }

        return last;
    }

    /// <summary>
    /// Removes what executions before the given one left behind, the blobs of handled messages, and unless kept, all messages. Nothing
    /// may be sent to the instance meanwhile: a message's blob is written before its row.
    /// </summary>
    public async Task DeleteOlderAsync(string instanceId, int generation, bool keepMessages, CancellationToken cancellationToken)
    {
        string key = InstanceIds.ToKey(instanceId);
        List<string> leftovers = [];
        HashSet<string> kept = new(StringComparer.Ordinal);
        await foreach (TableEntity row in RowKeysAsync(key, cancellationToken))
        {
            if (row.RowKey[0] == 'h' ? GenerationOf(row.RowKey) < generation : !keepMessages)
            {
                leftovers.Add(row.RowKey);
            }
            else
            {
                kept.Add(row.RowKey);
            }
        }

        foreach (string row in leftovers)
        {
            _newest.Remove(key, row);
        }

        await DeleteRowsAsync(key, leftovers, cancellationToken);
        string folder = $"{key}/";
        await _payloads.DeleteAsync(
            folder,
            blob => blob[folder.Length..] is ['h' or 'm', ..] row && !kept.Contains(row),
            cancellationToken);
    }

    /// <summary>Removes everything of an instance, its index entry last.</summary>
    public async Task DeleteAsync(string instanceId, CancellationToken cancellationToken)
    {
        await DeleteOlderAsync(instanceId, int.MaxValue, keepMessages: false, cancellationToken);
        await _payloads.DeleteAsync($"{InstanceIds.ToKey(instanceId)}/", _ => true, cancellationToken);
        await Index.DeleteAsync(instanceId, cancellationToken);
    }

    /// <summary>The row of an episode, or of what an execution began with (sequence 0).</summary>
    public static string HistoryRow(int generation, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"h{generation:D6}-{sequence:D8}");

    private static int GenerationOf(string historyRow) => int.Parse(historyRow.AsSpan(1, 6), CultureInfo.InvariantCulture);

    private static byte[] Serialize<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    private async Task<T> ReadAsync<T>(TableEntity row, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<T>(await _payloads.ReadAsync(row, cancellationToken), Json)
            ?? throw new InvalidOperationException($"Row {row.RowKey} of '{row.PartitionKey}' is empty.");

    private AsyncPageable<TableEntity> RowKeysAsync(string key, CancellationToken cancellationToken) =>
        _history.QueryAsync<TableEntity>(
            row => row.PartitionKey == key, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);

    private async Task DeleteRowsAsync(string key, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        foreach (string[] batch in rows.Chunk(MaxOperations))
        {
            try
            {
                await _history.SubmitTransactionAsync(
                    batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(key, row), ETag.All)),
                    cancellationToken);
            }
            catch (RequestFailedException missing) when (missing is { Status: 404, ErrorCode: not "TableNotFound" })
            {
                // An attempt whose answer was lost has deleted some; one by one, a missing row is no error.
                foreach (string row in batch)
                {
                    await _history.DeleteEntityAsync(key, row, ETag.All, cancellationToken);
                }
            }
        }
    }

    private async Task CommitAsync(
        string instanceId,
        string rowKey,
        string? rowBefore,
        byte[] payload,
        bool hasPendingSends,
        IReadOnlyList<string> consumedRows,
        CancellationToken cancellationToken)
    {
        string key = InstanceIds.ToKey(instanceId);
        TableEntity row = new(key, rowKey) { [WriterProperty] = _writer };
        if (hasPendingSends)
        {
            row[PendingSendsProperty] = true;
        }

        await _payloads.WriteAsync(row, payload, $"{key}/{row.RowKey}", cancellationToken);
        List<TableTransactionAction> operations = [new(TableTransactionActionType.Add, row)];
        if (rowBefore is not null)
        {
            // Changes nothing, but fails with the rest where that row is missing: history has no gaps.
            operations.Add(new(TableTransactionActionType.UpdateMerge, new TableEntity(key, rowBefore), ETag.All));
        }

        operations.AddRange(consumedRows.Select(consumed =>
            new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(key, consumed), ETag.All)));
        try
        {
            await _history.SubmitTransactionAsync(operations, cancellationToken);
        }
        catch (RequestFailedException conflict) when (conflict is { Status: 404 or 409, ErrorCode: not "TableNotFound" })
        {
            // An attempt whose answer was lost may have succeeded: then the row is there, and it is ours.
            NullableResponse<TableEntity> existing = await _history.GetEntityIfExistsAsync<TableEntity>(
                key, row.RowKey, [WriterProperty], cancellationToken);
            if (!existing.HasValue)
            {
                throw new HistoryLostException(instanceId);
            }

            if (!string.Equals(existing.Value!.GetString(WriterProperty), _writer, StringComparison.Ordinal))
            {
                throw HubOwnershipException.ForeignHistory(instanceId);
            }
        }

        _newest.Add(key, rowKey);
    }
}
