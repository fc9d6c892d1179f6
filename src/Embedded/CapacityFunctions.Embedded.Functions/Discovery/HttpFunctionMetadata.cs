using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

namespace CapacityFunctions.Embedded.Functions.Discovery;

/// <summary>What a transformer of the app sees of an HTTP function, and what it made of it. Of its changes, the level counts here.</summary>
internal sealed class HttpFunctionMetadata(FunctionDescriptor function, FunctionTrigger.Http trigger) : IFunctionMetadata
{
    private const string LevelProperty = "authLevel";

    public string? Name => function.Name;

    public string? EntryPoint => function.Definition.EntryPoint;

    /// <summary>As the real worker's build writes it.</summary>
    public IList<string>? RawBindings { get; } =
    [
        new JsonObject
        {
            ["name"] = function.Definition.InputBindings.Values.First(binding => string.Equals(binding.Type, "httpTrigger", StringComparison.Ordinal)).Name,
            ["type"] = "httpTrigger",
            ["direction"] = "In",
            [LevelProperty] = trigger.Level.ToString(),
            ["methods"] = new JsonArray([.. trigger.Methods.Select(method => (JsonNode)method.ToLowerInvariant())]),
        }.ToJsonString(),
    ];

    /// <summary>Asks the transformers, and gives the level that each function then has.</summary>
    /// <exception cref="HostConfigurationException">A binding is no longer one that the host understands.</exception>
    public static IReadOnlyDictionary<string, AuthorizationLevel> Levels(FunctionCatalog catalog, IEnumerable<IFunctionMetadataTransformer> transformers)
    {
        List<IFunctionMetadata> functions = [.. catalog.Having<FunctionTrigger.Http>().Select(http => new HttpFunctionMetadata(http.Function, http.Trigger))];
        foreach (IFunctionMetadataTransformer transformer in transformers)
        {
            transformer.Transform(functions);
        }

        return functions.OfType<HttpFunctionMetadata>().ToDictionary(metadata => metadata.Name!, metadata => metadata.Level(), StringComparer.Ordinal);
    }

    private AuthorizationLevel Level() =>
        Enum.TryParse(JsonNode.Parse(RawBindings![0])?[LevelProperty]?.GetValue<string>(), ignoreCase: true, out AuthorizationLevel level)
            ? level
            : throw new HostConfigurationException($"Function '{Name}': a transformer left it without a level that exists.");
}
