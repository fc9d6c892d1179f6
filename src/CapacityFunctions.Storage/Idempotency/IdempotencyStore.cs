using Azure;
using Azure.Data.Tables;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Idempotency;

/// <summary>What was answered to requests with an idempotency key, one row a key, one partition an author.</summary>
public sealed class IdempotencyStore
{
    /// <summary>How long a key stands for its request.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>What was begun longer ago is not being served any more: functions run ten minutes at most.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(10);

    /// <summary>How often this process looks for keys whose time is over.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    private const string FingerprintColumn = "Fingerprint";
    private const string BegunColumn = "Begun";
    private const string StatusColumn = "Status";
    private const string HeadersColumn = "Headers";
    private const string BodyColumn = "Body";
    private const string UnknownColumn = "Unknown";
    private const int MostSweptRows = 1000;

    private readonly StorageConnection _connection;
    private readonly TimeProvider _time;
    private long _sweptAtTicks;

    internal IdempotencyStore(StorageConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
    }

    /// <summary>Claims a key for a request, or says what became of the request that has it. Of several at once, one claims it.</summary>
    /// <param name="author">Keys of different authors have nothing to do with each other.</param>
    /// <param name="key">As the caller chose it.</param>
    /// <param name="fingerprint">The same for the same request.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BeginOutcome> BeginAsync(string author, string key, string fingerprint, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Idempotency, cancellationToken);
        DateTimeOffset now = _time.GetUtcNow();
        return await Optimistic.WriteAsync<BeginOutcome>("an idempotency key", async () =>
        {
            TableEntity row = Row(author, key);
            row[FingerprintColumn] = fingerprint;
            row[BegunColumn] = now;
            if (await table.FindAsync(row.PartitionKey, row.RowKey, cancellationToken) is not { } found)
            {
                return await table.TryAddAsync(row, cancellationToken) is { } added ? new BeginOutcome.Begun(added) : null;
            }

            DateTimeOffset begun = found.GetDateTimeOffset(BegunColumn) ?? DateTimeOffset.MinValue;
            if (begun <= now - Lifetime)
            {
                return await table.TryUpdateAsync(row, found.ETag, cancellationToken) is { } replaced ? new BeginOutcome.Begun(replaced) : null;
            }

            return Judge(found, fingerprint, now - begun);
        });
    }

    /// <summary>Records the answer, to be given again.</summary>
    public async Task CompleteAsync(
        string author, string key, string fingerprint, ETag version, StoredAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        TableEntity row = Ended(author, key, fingerprint);
        row[StatusColumn] = answer.Status;
        row.SetJson(HeadersColumn, answer.Headers);
        row.SetCompressedJson(BodyColumn, answer.Body.ToArray());
        TableClient table = await _connection.TableAsync(StorageTable.Idempotency, cancellationToken);
        await table.TryUpdateAsync(row, version, cancellationToken);
        await SweepAsync(table, row.PartitionKey, cancellationToken);
    }

    /// <summary>Records that how the request ended is not known.</summary>
    public async Task FailAsync(string author, string key, string fingerprint, ETag version, CancellationToken cancellationToken = default)
    {
        TableEntity row = Ended(author, key, fingerprint);
        row[UnknownColumn] = true;
        TableClient table = await _connection.TableAsync(StorageTable.Idempotency, cancellationToken);
        await table.TryUpdateAsync(row, version, cancellationToken);
    }

    /// <summary>Frees the key: the request changed nothing.</summary>
    public async Task ReleaseAsync(string author, string key, ETag version, CancellationToken cancellationToken = default)
    {
        TableEntity row = Row(author, key);
        TableClient table = await _connection.TableAsync(StorageTable.Idempotency, cancellationToken);
        await table.TryDeleteAsync(row.PartitionKey, row.RowKey, version, cancellationToken);
    }

    /// <summary>Deletes what was begun before an instant, whoever the author. Keys carry no time: the table holds little more than a day.</summary>
    /// <param name="instant">Exclusive; at least <see cref="Lifetime"/> ago.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Idempotency, cancellationToken);
        return await table.DeleteWhereAsync(TableClient.CreateQueryFilter($"Begun lt {instant}"), limit, cancellationToken);
    }

    private static BeginOutcome Judge(TableEntity found, string fingerprint, TimeSpan age)
    {
        if (!string.Equals(found.GetString(FingerprintColumn), fingerprint, StringComparison.Ordinal))
        {
            return new BeginOutcome.Reused();
        }

        if (found.GetInt32(StatusColumn) is { } status)
        {
            return new BeginOutcome.Answered(new StoredAnswer(
                status, found.GetJson<Dictionary<string, string>>(HeadersColumn), found.GetCompressedJson<byte[]>(BodyColumn)));
        }

        return found.ContainsKey(UnknownColumn) || age > LongestRequest ? new BeginOutcome.Unknown() : new BeginOutcome.InProgress();
    }

    private TableEntity Ended(string author, string key, string fingerprint)
    {
        TableEntity row = Row(author, key);
        row[FingerprintColumn] = fingerprint;
        row[BegunColumn] = _time.GetUtcNow();
        return row;
    }

    private static TableEntity Row(string author, string key) => new(TableKey.Join(author), TableKey.Join(key));

    /// <summary>Now and then drops what has run out, of the author who writes anyway.</summary>
    private async Task SweepAsync(TableClient table, string partition, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        long last = Interlocked.Read(ref _sweptAtTicks);
        if (now.UtcTicks - last < SweepInterval.Ticks || Interlocked.CompareExchange(ref _sweptAtTicks, now.UtcTicks, last) != last)
        {
            return;
        }

        DateTimeOffset before = now - Lifetime;
        int rows = 0;
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and Begun lt {before}"),
            MostSweptRows,
            [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)],
            cancellationToken))
        {
            await table.TryDeleteAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            if (++rows == MostSweptRows)
            {
                return;
            }
        }
    }
}
