using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api;

/// <summary>The HTTP functions of the app, read once.</summary>
internal sealed class EndpointCatalog
{
    private readonly Dictionary<string, Endpoint> _byName;

    public EndpointCatalog()
    {
        All =
        [
            .. typeof(EndpointCatalog).Assembly.GetExportedTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Select(Endpoint.Of)
                .OfType<Endpoint>()
                .OrderBy(endpoint => endpoint.Route, StringComparer.Ordinal)
                .ThenBy(endpoint => endpoint.Method, StringComparer.Ordinal),
        ];
        _byName = All.ToDictionary(endpoint => endpoint.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>By route, then by method.</summary>
    public IReadOnlyList<Endpoint> All { get; }

    /// <exception cref="InvalidOperationException">The function is not one of the app's HTTP functions: nobody says who may call it.</exception>
    public Endpoint Of(FunctionContext context) => _byName.TryGetValue(context.FunctionDefinition.Name, out Endpoint? endpoint)
        ? endpoint
        : throw new InvalidOperationException($"{context.FunctionDefinition.Name} is not in the catalogue of endpoints.");
}
