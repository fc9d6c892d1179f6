using Azure;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Accounts;

/// <summary>The linked accounts, all in one partition.</summary>
public sealed class AccountStore
{
    private const string Partition = "accounts";
    private const string AccountColumn = "Account";
    private readonly StorageConnection _connection;

    internal AccountStore(StorageConnection connection) => _connection = connection;

    public async Task<Versioned<LinkedAccount>?> GetAsync(AccountId id, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Accounts, cancellationToken);
        TableEntity? row = await table.FindAsync(Partition, TableKey.Encode(id.Value), cancellationToken);
        return row is null ? null : Read(row);
    }

    /// <summary>All accounts, by id in ordinal order.</summary>
    public async Task<IReadOnlyList<LinkedAccount>> ListAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Accounts, cancellationToken);
        List<LinkedAccount> accounts = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(Partition, cancellationToken))
        {
            accounts.Add(Read(row).Value);
        }

        return [.. accounts.OrderBy(account => account.Id)];
    }

    /// <summary>A part of all accounts, in an order that does not change.</summary>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<LinkedAccount>> ListPageAsync(
        int pageSize = 100, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Accounts, cancellationToken);
        return await table.ReadPageAsync(
            Partition, TableKey.Everything, pageSize, continuationToken, row => Read(row).Value, cancellationToken);
    }

    /// <summary>Writes the whole account.</summary>
    public async Task<PutOutcome> PutAsync(LinkedAccount account, WriteCondition condition = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        TableClient table = await _connection.TableAsync(StorageTable.Accounts, cancellationToken);
        TableEntity row = new(Partition, TableKey.Encode(account.Id.Value));
        row.SetJson(AccountColumn, account);

        if (condition.Version is { } version)
        {
            return await table.TryUpdateAsync(row, version, cancellationToken) is { } updated
                ? new PutOutcome.Updated(updated)
                : new PutOutcome.Conflict();
        }

        if (await table.TryAddAsync(row, cancellationToken) is { } created)
        {
            return new PutOutcome.Created(created);
        }

        if (condition.MustBeAbsent)
        {
            return new PutOutcome.Conflict();
        }

        using Response response = await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        return new PutOutcome.Updated(response.Headers.ETag.GetValueOrDefault());
    }

    public async Task<DeleteOutcome> DeleteAsync(AccountId id, WriteCondition condition = default, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Accounts, cancellationToken);
        return await table.TryDeleteAsync(Partition, TableKey.Encode(id.Value), condition.Version ?? ETag.All, cancellationToken);
    }

    private static Versioned<LinkedAccount> Read(TableEntity row) => new(row.GetJson<LinkedAccount>(AccountColumn), row.ETag);
}
