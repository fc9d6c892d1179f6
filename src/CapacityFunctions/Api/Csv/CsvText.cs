using System.Globalization;
using System.Text;

namespace CapacityFunctions.Api.Csv;

/// <summary>Writes rows as RFC 4180 has them, safe to open in a spreadsheet.</summary>
internal static class CsvText
{
    /// <summary>What a spreadsheet takes for the beginning of a formula.</summary>
    private const string FormulaStarts = "=+-@\t\r";

    private const string Special = ",\"\r\n";

    internal static void AppendRow(StringBuilder text, IEnumerable<object?> cells)
    {
        bool isFirst = true;
        foreach (object? cell in cells)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            AppendCell(text, cell);
            isFirst = false;
        }

        text.Append("\r\n");
    }

    private static void AppendCell(StringBuilder text, object? cell)
    {
        string value = cell switch
        {
            null => string.Empty,
            DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            IFormattable number when cell is not Enum => number.ToString(format: null, CultureInfo.InvariantCulture),
            _ => Harmless(cell.ToString() ?? string.Empty),
        };
        if (value.AsSpan().ContainsAny(Special))
        {
            text.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            text.Append(value);
        }
    }

    /// <summary>An apostrophe before what would be run as a formula; a number is left alone, whatever its sign.</summary>
    private static string Harmless(string value) =>
        value.Length > 0 && FormulaStarts.Contains(value[0], StringComparison.Ordinal) && !IsNumber(value) ? $"'{value}" : value;

    private static bool IsNumber(string value) => double.TryParse(
        value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}
