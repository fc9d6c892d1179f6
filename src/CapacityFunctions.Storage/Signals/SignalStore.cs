using Azure.Data.Tables;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Storage.Connection;
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
