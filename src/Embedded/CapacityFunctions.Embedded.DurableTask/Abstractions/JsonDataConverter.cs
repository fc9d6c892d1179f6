using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

/// <summary>Converts with System.Text.Json.</summary>
public class JsonDataConverter : DataConverter
{
    private static readonly JsonSerializerOptions IncludingFields = new() { IncludeFields = true };
    private readonly JsonSerializerOptions _options;

    /// <param name="options">Default: fields are included, names are case-sensitive.</param>
    public JsonDataConverter(JsonSerializerOptions? options = null)
    {
        _options = options ?? IncludingFields;
    }

    public static JsonDataConverter Default { get; } = new();

    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, _options);

    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, _options);
}
