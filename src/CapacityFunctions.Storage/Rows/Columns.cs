using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;

namespace CapacityFunctions.Storage.Rows;

/// <summary>Values that one property cannot hold (64 KiB) lie in several: <c>Name</c>, <c>Name1</c>, <c>Name2</c> and so on.</summary>
internal static class Columns
{
    private const int MostBytesInColumn = 64 * 1024;
    private const int MostCharactersInColumn = 32 * 1024;

    /// <summary>What fits into one row of 1 MiB beside its keys and other properties.</summary>
    internal const int MostBytesInRow = 14 * MostBytesInColumn;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json);

    internal static T FromJson<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Json) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");

    internal static byte[] ToJsonBytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    internal static T FromJsonBytes<T>(ReadOnlySpan<byte> text) =>
        JsonSerializer.Deserialize<T>(text, Json) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");

    internal static void SetJson<T>(this TableEntity row, string column, T value)
    {
        string text = ToJson(value);
        for (int part = 0; part * MostCharactersInColumn < text.Length; part++)
        {
            int start = part * MostCharactersInColumn;
            row[NameOf(column, part)] = text.Substring(start, Math.Min(MostCharactersInColumn, text.Length - start));
        }
    }

    internal static T GetJson<T>(this TableEntity row, string column)
    {
        string text = string.Empty;
        for (int part = 0; row.TryGetValue(NameOf(column, part), out object? value); part++)
        {
            text += (string)value;
        }

        return FromJson<T>(text);
    }

    /// <param name="row">Receives the properties.</param>
    /// <param name="column">Name of the first property.</param>
    /// <param name="bytes">At most <see cref="MostBytesInRow"/>.</param>
    internal static void SetBytes(this TableEntity row, string column, ReadOnlyMemory<byte> bytes)
    {
        for (int part = 0; part == 0 || part * MostBytesInColumn < bytes.Length; part++)
        {
            int start = part * MostBytesInColumn;
            row[NameOf(column, part)] = bytes.Slice(start, Math.Min(MostBytesInColumn, bytes.Length - start)).ToArray();
        }
    }

    /// <summary>Null when the row has no such property.</summary>
    internal static byte[]? GetBytes(this TableEntity row, string column)
    {
        if (row.GetBinary(column) is not { } first)
        {
            return null;
        }

        List<byte[]> parts = [first];
        while (row.GetBinary(NameOf(column, parts.Count)) is { } next)
        {
            parts.Add(next);
        }

        return parts.Count == 1 ? first : [.. parts.SelectMany(part => part)];
    }

    /// <summary>Compressed, the division of capacity among thousands of accounts fits into one row, which makes it one write: all of it or nothing.</summary>
    /// <exception cref="ArgumentException">The value does not fit all the same.</exception>
    internal static void SetCompressedJson<T>(this TableEntity row, string column, T value)
    {
        using MemoryStream compressed = new();
        using (BrotliStream stream = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(ToJsonBytes(value));
        }

        if (compressed.Length > MostBytesInRow)
        {
            throw new ArgumentException($"The value takes {compressed.Length} bytes; {MostBytesInRow} fit into a row.", nameof(value));
        }

        row.SetBytes(column, compressed.ToArray());
    }

    internal static T GetCompressedJson<T>(this TableEntity row, string column)
    {
        using MemoryStream json = new();
        using BrotliStream stream = new(new MemoryStream(row.GetBytes(column) ?? throw new InvalidDataException($"A row has no {column}.")), CompressionMode.Decompress);
        stream.CopyTo(json);
        return FromJsonBytes<T>(json.ToArray());
    }

    private static string NameOf(string column, int part) => part == 0 ? column : $"{column}{part}";
}
