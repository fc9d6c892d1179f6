using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Azure.Data.Tables;
using CapacityFunctions.Storage.Keys;

namespace CapacityFunctions.Storage.Rows;

/// <summary>Compressed values that may exceed a row: what does not fit lies in rows of a partition of its own, written before the row that names it.</summary>
/// <remarks>
/// The partition is named by the row and by a digest of the value, so a value that is written over another never mixes with it: whoever reads
/// the row finds all of the old one or all of the new one. Parts of a value that was replaced stay
/// behind until the time of the row is over.
/// </remarks>
internal static class LargeValues
{
    /// <summary>Begins the partition of every part, before the keys of the row that names it.</summary>
    internal const string Kind = "part";

    private const string PartColumn = "Part";
    private const int MostRowsAtOnce = 3;

    /// <summary>An entity holds 1 MiB; Azurite counts its binary as the base64 that travels, a third more.</summary>
    private const int MostBytes = 10 * 64 * 1024;

    /// <summary>Puts a value into a row that is still to be written.</summary>
    internal static async Task SetLargeJsonAsync<T>(
        this TableClient table, TableEntity row, string column, T value, CancellationToken cancellationToken)
    {
        byte[] bytes = Compressed(value);
        if (bytes.Length <= MostBytes)
        {
            row.SetBytes(column, bytes);
            return;
        }

        string digest = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
        string partition = PartsOf(row, digest);
        TableEntity[] parts =
        [
            .. bytes.Chunk(MostBytes).Select((part, index) =>
            {
                TableEntity stored = new(partition, index.ToString("D4", CultureInfo.InvariantCulture));
                stored.SetBytes(PartColumn, part);
                return stored;
            }),
        ];
        foreach (TableEntity[] batch in parts.Chunk(MostRowsAtOnce))
        {
            await table.UpsertAllAsync(batch, cancellationToken);
        }

        row[DigestOf(column)] = digest;
        row[CountOf(column)] = parts.Length;
    }

    internal static async Task<T> GetLargeJsonAsync<T>(this TableClient table, TableEntity row, string column, CancellationToken cancellationToken)
    {
        if (row.GetString(DigestOf(column)) is not { } digest)
        {
            return row.GetCompressedJson<T>(column);
        }

        using MemoryStream bytes = new();
        int count = 0;
        await foreach (TableEntity part in table.ReadPartitionAsync(PartsOf(row, digest), cancellationToken))
        {
            await bytes.WriteAsync(part.GetBytes(PartColumn), cancellationToken);
            count++;
        }

        if (count != row.GetInt32(CountOf(column)))
        {
            throw new InvalidDataException($"{count} of the {row.GetInt32(CountOf(column))} parts of {row.PartitionKey} {row.RowKey} are there.");
        }

        bytes.Position = 0;
        using BrotliStream stream = new(bytes, CompressionMode.Decompress);
        using MemoryStream json = new();
        await stream.CopyToAsync(json, cancellationToken);
        return Columns.FromJsonBytes<T>(json.ToArray());
    }

    private static byte[] Compressed<T>(T value)
    {
        using MemoryStream compressed = new();
        using (BrotliStream stream = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(Columns.ToJsonBytes(value));
        }

        return compressed.ToArray();
    }

    private static string PartsOf(TableEntity row, string digest) => TableKey.Join(Kind, row.PartitionKey, row.RowKey, digest);

    private static string DigestOf(string column) => $"{column}Digest";

    private static string CountOf(string column) => $"{column}Parts";
}
