using System.Reflection;
using System.Runtime.CompilerServices;

namespace CapacityFunctions.Embedded.Functions.Tests.Signatures;

/// <summary>Writes types and members as the lists in tests/Embedded/ApiSurface do; their README has the format.</summary>
internal static class SignatureRenderer
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The type's own line, then one for each member that other assemblies can see.</summary>
    public static IEnumerable<string> Render(Type type)
    {
        yield return $"T:{TypeNames.Definition(type)} | {Kind(type)}{Base(type)}";

        foreach (FieldInfo field in type.GetFields(Declared).Where(field => IsSeen(field.IsPublic, field.IsFamily, field.IsFamilyOrAssembly) && !field.IsSpecialName))
        {
            yield return Render(type, field);
        }

        foreach (PropertyInfo property in type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsSeen)))
        {
            yield return Render(type, property);
        }

        foreach (EventInfo happening in type.GetEvents(Declared).Where(happening => IsSeen(happening.AddMethod!)))
        {
            yield return $"E:{TypeNames.Definition(type)}.{happening.Name} -> {TypeNames.Reference(happening.EventHandlerType!)} | {Flags(happening.AddMethod!)} | ";
        }

        foreach (MethodBase method in type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic).Concat<MethodBase>(
            type.GetMethods(Declared).Where(method => !IsAccessor(method))).Where(IsSeen))
        {
            yield return Render(type, method);
        }
    }

    private static string Render(Type type, FieldInfo field)
    {
        string value = type.IsEnum ? $" = {Convert.ToInt64(field.GetRawConstantValue())}" : string.Empty;
        return $"F:{TypeNames.Definition(type)}.{field.Name} -> {TypeNames.Reference(field.FieldType)} | {(field.IsStatic ? "static" : string.Empty)}{value}";
    }

    private static string Render(Type type, PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(IsSeen)];
        string indexes = property.GetIndexParameters() is { Length: > 0 } parameters ? $"({TypeNames.List(parameters)})" : string.Empty;
        string get = property.GetMethod is { } getter && IsSeen(getter) ? "get;" : string.Empty;
        string set = property.SetMethod is { } setter && IsSeen(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;"
            : string.Empty;
        return $"P:{TypeNames.Definition(type)}.{property.Name}{indexes} -> {TypeNames.Reference(property.PropertyType)} | {Flags(accessors[0])} | {get}{set}";
    }

    private static string Render(Type type, MethodBase method)
    {
        string name = method.IsConstructor ? "#ctor" : method.Name;
        string arity = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : string.Empty;
        ParameterInfo[] parameters = method.GetParameters();
        string types = parameters.Length == 0 ? string.Empty : $"({TypeNames.List(parameters)})";
        string returns = method is MethodInfo { ReturnType: var returned }
            ? $" -> {TypeNames.Reference(IsClone(method) ? OldestRecord(type) : returned)}"
            : string.Empty;
        string names = string.Join(", ", parameters.Select(parameter => $"{parameter.Name}{(parameter.IsOptional ? "?" : string.Empty)}"));
        return $"M:{TypeNames.Definition(type)}.{name}{arity}{types}{returns} | {Flags(method)} | {names}";
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Base(Type type) =>
        type.IsClass && !type.IsSubclassOf(typeof(Delegate)) && type.BaseType is { } parent && parent != typeof(object)
            ? $" : {TypeNames.Reference(parent)}"
            : string.Empty;

    private static string Flags(MethodBase method)
    {
        string access = method.IsPublic ? string.Empty : "protected";
        string kind = method.IsStatic ? "static"
            : method.IsAbstract ? "abstract"
            : method is { IsVirtual: true, IsFinal: false } ? "virtual"
            : string.Empty;
        return $"{access} {kind}".Trim();
    }

    private static bool IsClone(MethodBase method) => string.Equals(method.Name, "<Clone>$", StringComparison.Ordinal);

    /// <summary>
    /// The lists were made from netstandard2.0 builds, where the compiler lets the clone method of a derived record return its oldest
    /// ancestor; on a runtime with covariant returns it returns the record itself. No source can tell the two apart.
    /// </summary>
    private static Type OldestRecord(Type type)
    {
        while (type.BaseType is { } parent && parent.GetMethods(Declared).Any(IsClone))
        {
            type = parent;
        }

        return type;
    }

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal) ||
            method.Name.StartsWith("add_", StringComparison.Ordinal) || method.Name.StartsWith("remove_", StringComparison.Ordinal));

    private static bool IsSeen(MethodBase method) => IsSeen(method.IsPublic, method.IsFamily, method.IsFamilyOrAssembly);

    private static bool IsSeen(bool isPublic, bool isFamily, bool isFamilyOrAssembly) => isPublic || isFamily || isFamilyOrAssembly;
}
