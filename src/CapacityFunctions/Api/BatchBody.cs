using System.Text.Json;

namespace CapacityFunctions.Api;

/// <summary>Reads a batch of rows as JSON or CSV, every field as text. What single rows hold is judged later, row by row.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Fields">Names of the JSON fields.</param>
/// <param name="RequiredColumns">CSV columns that must be there.</param>
/// <param name="FromJson">Makes a row of its fields by JSON name; a field that is null or not there is null.</param>
/// <param name="FromCsv">Makes a row of its fields by column; a field that is empty or not there is null.</param>
/// <param name="Strange">Makes a row that is refused with these words: of an element that is no object, or has a field nobody knows.</param>
internal sealed record BatchBody<T>(
    IReadOnlyList<string> Fields,
    IReadOnlyList<string> RequiredColumns,
    Func<Func<string, string?>, T> FromJson,
    Func<Func<string, string?>, T> FromCsv,
    Func<string, T> Strange)
{
    /// <returns>The rows, or why the body as a whole can't be read.</returns>
    internal (IReadOnlyList<T>? Rows, string? Unreadable) Parse(string body, string? contentType) =>
        CsvBody.IsCsv(contentType) ? CsvBody.Parse(body, RequiredColumns, FromCsv) : ParseJson(body);

    private (IReadOnlyList<T>? Rows, string? Unreadable) ParseJson(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? (document.RootElement.EnumerateArray().Select(Row).ToList(), null)
                : (null, "The body must be a JSON array of rows, or CSV with Content-Type text/csv.");
        }
        catch (JsonException broken)
        {
            return (null, JsonBody.Describe(broken));
        }
    }

    private T Row(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Strange($"{element.GetRawText()} (not an object)");
        }

        string? unknown = element.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !Fields.Contains(name, StringComparer.OrdinalIgnoreCase));
        return unknown is not null ? Strange($" (the row has the unknown field '{unknown}')") : FromJson(Text);

        string? Text(string name)
        {
            JsonElement value = element.EnumerateObject()
                .FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
            return value.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
        }
    }
}
