using System.Buffers.Text;
using System.Text;
using Azure.Data.Tables;
using CapacityFunctions.Storage.Keys;

namespace CapacityFunctions.Storage.Rows;

/// <summary>Pages of one partition. A token is the key of the last row seen: it stays valid whatever is written or deleted meanwhile.</summary>
internal static class PagedReads
{
    private const int LargestPage = 1000;

    internal static async Task<Page<T>> ReadPageAsync<T>(
        this TableClient table,
        string partition,
        KeyRange rows,
        int pageSize,
        string? continuationToken,
        Func<TableEntity, T> read,
        CancellationToken cancellationToken,
        string? condition = null)
    {
        ThrowIfPageSizeInvalid(pageSize);
        string? lastSeen = continuationToken is null ? null : ReadToken(continuationToken);
        List<T> items = [];
        string lastKey = string.Empty;
        await foreach (TableEntity row in table.ReadAfterAsync(partition, rows, lastSeen, condition, pageSize, cancellationToken))
        {
            if (items.Count == pageSize)
            {
                return new Page<T>(items, ToToken(lastKey));
            }

            items.Add(read(row));
            lastKey = row.RowKey;
        }

        return new Page<T>(items, ContinuationToken: null);
    }

    /// <summary>Rows of a range behind a key, where one is given; fetches one more than a page, which tells whether another page follows.</summary>
    internal static IAsyncEnumerable<TableEntity> ReadAfterAsync(
        this TableClient table,
        string partition,
        KeyRange rows,
        string? lastSeen,
        string? condition,
        int pageSize,
        CancellationToken cancellationToken)
    {
        string filter = RowOperations.RangeFilter(partition, rows);
        if (lastSeen is not null)
        {
            filter += TableClient.CreateQueryFilter($" and RowKey gt {lastSeen}");
        }

        if (condition is not null)
        {
            filter += $" and {condition}";
        }

        return table.QueryAsync<TableEntity>(filter, Math.Min(pageSize + 1, LargestPage), cancellationToken: cancellationToken);
    }

    internal static void ThrowIfPageSizeInvalid(int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LargestPage);
    }

    internal static string ToToken(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <exception cref="ArgumentException">The text is no token.</exception>
    internal static string ReadToken(string continuationToken)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
                .GetString(Base64Url.DecodeFromChars(continuationToken));
        }
        catch (Exception invalid) when (invalid is FormatException or ArgumentException)
        {
            throw new ArgumentException("This is not a continuation token of this list.", nameof(continuationToken), invalid);
        }
    }
}
