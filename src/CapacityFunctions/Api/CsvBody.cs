using Microsoft.AspNetCore.Http;
using Sylvan.Data.Csv;

namespace CapacityFunctions.Api;

/// <summary>Reads batches as CSV, columns by name in any order. What single rows hold is judged by who asks.</summary>
internal static class CsvBody
{
    internal static bool IsCsv(HttpRequest request) => IsCsv(request.ContentType);

    internal static bool IsCsv(string? contentType) => contentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;

    /// <param name="body">The text; its first line names the columns.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <param name="read">Makes a row of its fields by column; a field that is empty or not there is null.</param>
    /// <returns>The rows, or why the body as a whole can't be read.</returns>
    internal static (IReadOnlyList<T>? Rows, string? Unreadable) Parse<T>(
        string body, IReadOnlyList<string> required, Func<Func<string, string?>, T> read)
    {
        try
        {
            using StringReader text = new(body);
            using CsvDataReader csv = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = true });
            Dictionary<string, int> columns = Enumerable.Range(0, csv.FieldCount)
                .ToDictionary(csv.GetName, index => index, StringComparer.OrdinalIgnoreCase);
            if (required.FirstOrDefault(column => !columns.ContainsKey(column)) is { } missing)
            {
                return (null, $"line 1: the column '{missing}' is missing; there must be {string.Join(',', required)}.");
            }

            List<T> rows = [];
            while (csv.Read())
            {
                rows.Add(read(Field));
            }

            return (rows, null);

            string? Field(string name) =>
                columns.TryGetValue(name, out int index) && index < csv.RowFieldCount && csv.GetString(index) is { Length: > 0 } value ? value : null;
        }
        catch (Exception broken) when (broken is CsvFormatException or CsvMissingHeadersException or ArgumentException)
        {
            return (null, $"The CSV can't be read: {broken.Message}");
        }
    }
}
