using Azure;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Signals;

/// <summary>External series by the account they concern, or <c>*</c>.</summary>
public sealed class SignalStore
{
    private const int LongestName = 128;
    private readonly StorageConnection _connection;

    internal SignalStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes values; a second value of the same signal, scope and time replaces the first.</summary>
    /// <exception cref="ArgumentException">A value is not finite, or a signal's or scope's name is empty or has more than 128 characters; nothing was written.</exception>
    public async Task AppendAsync(IReadOnlyList<SignalValue> values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (SignalValue value in values)
        {
            ThrowIfInvalid(value);
        }

        TableClient table = await _connection.TableAsync(StorageTable.Signals, cancellationToken);
        IEnumerable<TableEntity> names = values
            .Select(value => (value.Scope, value.Signal))
            .Distinct()
            .Select(name => SignalRows.NameRow(name.Scope, name.Signal));

        // Names first: a value without a name would never be read.
        await table.UpsertAllAsync(names, cancellationToken);
        await table.UpsertAllAsync(values.Select(SignalRows.ValueRow), cancellationToken);
    }

    /// <summary>
    /// All values of exactly this scope in [from, to), and for each signal the last one before, which holds at <paramref name="from"/>;
    /// by signal, then by time.
    /// </summary>
    public async Task<IReadOnlyList<SignalValue>> ReadAsync(
        string scope, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        string partition = SignalRows.Partition(scope);
        TableClient table = await _connection.TableAsync(StorageTable.Signals, cancellationToken);
        List<SignalValue> values = [];
        await foreach (TableEntity name in table.ReadRangeAsync(partition, SignalRows.Names, cancellationToken: cancellationToken))
        {
            string signal = SignalRows.ReadName(name);
            if (await table.FirstAsync(partition, SignalRows.ValuesBefore(signal, from), cancellationToken) is { } inForce)
            {
                values.Add(SignalRows.ReadValue(scope, inForce));
            }

            await foreach (TableEntity row in table.ReadRangeAsync(
                partition, SignalRows.ValuesBetween(signal, from, to), cancellationToken: cancellationToken))
            {
                values.Add(SignalRows.ReadValue(scope, row));
            }
        }

        return [.. values.OrderBy(value => value.Signal, StringComparer.Ordinal).ThenBy(value => value.Timestamp)];
    }

    /// <summary>The signals that have values for exactly this scope, by name.</summary>
    public async Task<IReadOnlyList<string>> ListNamesAsync(string scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        TableClient table = await _connection.TableAsync(StorageTable.Signals, cancellationToken);
        List<string> names = [];
        await foreach (TableEntity row in table.ReadRangeAsync(SignalRows.Partition(scope), SignalRows.Names, cancellationToken: cancellationToken))
        {
            names.Add(SignalRows.ReadName(row));
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Values of exactly this scope whose time lies in [from, to), signal by signal, the newest first.</summary>
    /// <param name="scope">An account, or <c>*</c>.</param>
    /// <param name="signal">One signal; null: all of them.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="pageSize">At most so many.</param>
    /// <param name="continuationToken">From the previous part.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<SignalValue>> ListAsync(
        string scope,
        string? signal,
        DateTimeOffset from,
        DateTimeOffset to,
        int pageSize,
        string? continuationToken,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        TableClient table = await _connection.TableAsync(StorageTable.Signals, cancellationToken);
        return await table.ReadPageAsync(
            SignalRows.Partition(scope),
            signal is null ? SignalRows.Values : SignalRows.ValuesBetween(signal, from, to),
            pageSize,
            continuationToken,
            row => SignalRows.ReadValue(scope, row),
            cancellationToken,
            signal is null ? SignalRows.HoldsFromBetween(from, to) : null);
    }

    /// <summary>Takes the values of a signal in [from, to) back; a signal without any value left is gone.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> RemoveAsync(
        string signal, string scope, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(scope);
        string partition = SignalRows.Partition(scope);
        TableClient table = await _connection.TableAsync(StorageTable.Signals, cancellationToken);
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.ReadRangeAsync(
            partition, SignalRows.ValuesBetween(signal, from, to), cancellationToken: cancellationToken))
        {
            rows.Add(new TableEntity(row.PartitionKey, row.RowKey) { ETag = row.ETag });
        }

        int removed = 0;
        foreach (IReadOnlyList<TableEntity> batch in RowOperations.Batches(rows))
        {
            // A value that was sent anew meanwhile is not the one that is taken back.
            if (await table.TrySubmitAsync([.. batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))], cancellationToken) is not null)
            {
                removed += batch.Count;
            }
        }

        if (await table.FirstAsync(partition, SignalRows.ValuesOf(signal), cancellationToken) is null)
        {
            TableEntity name = SignalRows.NameRow(scope, signal);
            await table.TryDeleteAsync(name.PartitionKey, name.RowKey, ETag.All, cancellationToken);
        }

        return removed;
    }

    /// <summary>Deletes values from before an instant, except the last of each signal, which holds at it.</summary>
    /// <param name="scope">An account, or <c>*</c>.</param>
    /// <param name="instant">Exclusive.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        string scope, DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        string partition = SignalRows.Partition(scope);
        TableClient table = await _connection.TableAsync(StorageTable.Signals, cancellationToken);
        int rows = 0;
        foreach (string signal in await ListNamesAsync(scope, cancellationToken))
        {
            if (rows < limit && await table.FirstAsync(partition, SignalRows.ValuesBefore(signal, instant), cancellationToken) is { } inForce)
            {
                KeyRange aged = SignalRows.ValuesBefore(signal, SignalRows.ReadValue(scope, inForce).Timestamp);
                rows += await table.DeleteRowsAsync(partition, aged, limit - rows, cancellationToken);
            }
        }

        return rows;
    }

    private static void ThrowIfInvalid(SignalValue value)
    {
        if (value.Signal.Length is 0 or > LongestName || value.Scope.Length is 0 or > LongestName)
        {
            throw new ArgumentException($"A signal and its scope have names of 1 to {LongestName} characters.", nameof(value));
        }

        if (!double.IsFinite(value.Value))
        {
            throw new ArgumentException($"Signal {value.Signal} at {value.Timestamp:O} is {value.Value}; it must be finite.", nameof(value));
        }
    }
}
