using Azure.Data.Tables;

namespace CapacityFunctions.Storage.Rows;

/// <summary>How large a row is on the wire.</summary>
internal static class RowSize
{
    /// <summary>Bytes of a batch part around the values: MIME and HTTP headers, the URL with both keys, property names and types.</summary>
    private const long Envelope = 2048;

    /// <summary>An estimate that is never below the JSON of the row: binary travels as base64, a character takes at most six bytes as an escape.</summary>
    internal static long InRequest(TableEntity row)
    {
        long bytes = Envelope;
        foreach (object? value in ((IDictionary<string, object>)row).Values)
        {
            bytes += value switch
            {
                byte[] binary => (binary.LongLength * 4 / 3) + 64,
                BinaryData binary => (binary.ToMemory().Length * 4L / 3) + 64,
                string text => (text.Length * 6L) + 64,
                _ => 128,
            };
        }

        return bytes;
    }
}
