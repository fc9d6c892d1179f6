using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Text;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Api.OpenApi;

/// <summary>The schemas of everything that is sent and answered, from the options that read and write it.</summary>
internal sealed class OpenApiSchemas
{
    private const string Root = "#/components/schemas/";

    private readonly JsonSerializerOptions _options;
    private readonly XmlDocumentation _documentation;
    private readonly JsonSchemaExporterOptions _exporter;

    /// <param name="options">Of the serializer.</param>
    /// <param name="documentation">Describes types and properties.</param>
    internal OpenApiSchemas(JsonSerializerOptions options, XmlDocumentation documentation)
    {
        // Numbers may be read from strings, but are never written as such.
        _options = new JsonSerializerOptions(options) { NumberHandling = JsonNumberHandling.Strict };
        _options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        _documentation = documentation;
        _exporter = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
    }

    /// <summary>By name, in ordinal order.</summary>
    public SortedDictionary<string, JsonNode> Components { get; } = new(StringComparer.Ordinal);

    /// <summary>A reference to the type's schema, or a list of it.</summary>
    /// <param name="type">What is sent.</param>
    /// <param name="suffix">Tells the schema for requests from that for answers.</param>
    public JsonNode Of(Type type, string suffix = "")
    {
        if (ItemOf(type) is { } item)
        {
            return new JsonObject { ["type"] = "array", ["items"] = Of(item, suffix) };
        }

        string name = NameOf(type) + suffix;
        if (!Components.ContainsKey(name))
        {
            JsonNode schema = _options.GetJsonSchemaAsNode(type, _exporter);
            Rebase(schema, name);
            Components[name] = schema;
        }

        return new JsonObject { ["$ref"] = $"{Root}{name}" };
    }

    /// <summary>The exporter points to what it has described before from the root of the type, which is not the root of the document.</summary>
    private static void Rebase(JsonNode? node, string name)
    {
        if (node is JsonObject fields)
        {
            if (fields["$ref"]?.GetValue<string>() is { } reference && !reference.StartsWith(Root, StringComparison.Ordinal))
            {
                fields["$ref"] = $"{Root}{name}{reference[1..]}";
            }

            foreach (JsonNode? value in fields.Select(field => field.Value).ToArray())
            {
                Rebase(value, name);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                Rebase(item, name);
            }
        }
    }

    private static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() is { } list && (list == typeof(IReadOnlyList<>) || list == typeof(List<>) || list == typeof(IEnumerable<>))
            ? type.GetGenericArguments()[0]
            : null;

    private static string NameOf(Type type) => type.IsGenericType
        ? string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]
        : type.Name;

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        bool isNullable = type != context.TypeInfo.Type;
        JsonNode described = IsIdentifier(type) ? new JsonObject { ["type"] = isNullable ? new JsonArray("string", "null") : "string" } : schema;
        if (described is not JsonObject node)
        {
            return described;
        }

        // Batches are judged row by row: each field may be text or a number, as it stands in the source.
        if (context.PropertyInfo is { DeclaringType: var row } && (row == typeof(ReportedUsage) || row == typeof(ReportedPerformance)))
        {
            node["type"] = new JsonArray("string", "number", "null");
        }

        string? description = context.PropertyInfo?.AttributeProvider is PropertyInfo property ? _documentation.Of(property) : null;
        description ??= context.TypeInfo.Kind == JsonTypeInfoKind.Object ? _documentation.Of(type) : null;
        if (description is not null)
        {
            node["description"] = description;
        }

        return node;
    }

    private static bool IsIdentifier(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IIdentifier<>));
}
