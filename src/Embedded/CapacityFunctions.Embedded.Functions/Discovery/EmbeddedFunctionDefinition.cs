using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace CapacityFunctions.Embedded.Functions.Discovery;

internal sealed class EmbeddedFunctionDefinition : FunctionDefinition
{
    public EmbeddedFunctionDefinition(string name, MethodInfo method)
    {
        Name = name;
        EntryPoint = $"{method.DeclaringType?.FullName}.{method.Name}";
        PathToAssembly = method.Module.FullyQualifiedName;
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{EntryPoint}\n{name}")))[..16];
        ParameterInfo[] parameters = method.GetParameters();
        Parameters = [.. parameters.Select(Describe)];
        InputBindings = parameters
            .Select(parameter => (parameter, Attribute: parameter.GetCustomAttribute<BindingAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .ToImmutableDictionary(
                pair => pair.parameter.Name!,
                pair => (BindingMetadata)new EmbeddedBindingMetadata(pair.parameter.Name!, BindingType(pair.Attribute!)),
                StringComparer.Ordinal);
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    /// <summary>The same at every start of the same app.</summary>
    public override string Id { get; }

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = ImmutableDictionary<string, BindingMetadata>.Empty;

    private static FunctionParameter Describe(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<BindingAttribute>() is { } attribute
            ? new FunctionParameter(
                parameter.Name!, parameter.ParameterType, ImmutableDictionary<string, object>.Empty.Add("bindingAttribute", attribute))
            : new FunctionParameter(parameter.Name!, parameter.ParameterType);

    /// <summary>HttpTriggerAttribute → httpTrigger.</summary>
    private static string BindingType(BindingAttribute attribute)
    {
        string name = attribute.GetType().Name;
        name = name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
