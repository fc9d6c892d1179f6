using System.Reflection;

namespace CapacityFunctions.Embedded.Functions.Tests.Signatures;

/// <summary>Type names as in documentation comment ids.</summary>
internal static class TypeNames
{
    /// <summary>Where the type is declared: <c>Namespace.Outer.Inner`1</c>.</summary>
    public static string Definition(Type type) =>
        type.DeclaringType is { } outer ? $"{Definition(outer)}.{type.Name}" : $"{type.Namespace}.{type.Name}";

    /// <summary>Where the type is used: <c>Namespace.Type{Argument}</c>, <c>`0</c> and <c>``0</c> for type parameters of type and method.</summary>
    public static string Reference(Type type)
    {
        if (type.IsByRef)
        {
            return $"{Reference(type.GetElementType()!)}@";
        }

        if (type.IsArray)
        {
            return $"{Reference(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsGenericParameter)
        {
            return type.DeclaringMethod is null ? $"`{type.GenericParameterPosition}" : $"``{type.GenericParameterPosition}";
        }

        if (!type.IsGenericType)
        {
            return Definition(type);
        }

        string definition = Definition(type.GetGenericTypeDefinition());
        return $"{definition[..definition.LastIndexOf('`')]}{{{string.Join(',', type.GetGenericArguments().Select(Reference))}}}";
    }

    public static string List(IEnumerable<ParameterInfo> parameters) =>
        string.Join(',', parameters.Select(parameter => Reference(parameter.ParameterType)));
}
