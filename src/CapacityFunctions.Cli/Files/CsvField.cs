using System.Buffers;

namespace CapacityFunctions.Cli.Files;

/// <summary>Writes text as one field of CSV (RFC 4180): quoted where it has to be.</summary>
internal static class CsvField
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static void Write(TextWriter writer, string text)
    {
        if (text.AsSpan().ContainsAny(Special))
        {
            writer.Write('"');
            writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(text);
        }
    }
}
