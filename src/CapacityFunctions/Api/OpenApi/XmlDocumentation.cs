using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CapacityFunctions.Api.OpenApi;

/// <summary>The doc comments of our assemblies, from the files that the compiler writes beside them.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> _byAssembly = new();

    /// <summary>What a method does; null where nothing is written.</summary>
    internal string? Of(MethodInfo method) =>
        Members(method.DeclaringType!.Assembly)
            .Where(member => member.Key.StartsWith($"M:{NameOf(method.DeclaringType!)}.{method.Name}(", StringComparison.Ordinal))
            .Select(member => Text(member.Value.Element("summary")))
            .FirstOrDefault();

    internal string? Of(Type type) => Text(Member(type, $"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>A property's own comment, or that of the record's parameter that makes it.</summary>
    internal string? Of(PropertyInfo property)
    {
        Type type = property.DeclaringType!;
        return Text(Member(type, $"P:{NameOf(type)}.{property.Name}")?.Element("summary")) ??
            Text(Member(type, $"T:{NameOf(type)}")?.Elements("param")
                .FirstOrDefault(parameter => string.Equals(parameter.Attribute("name")?.Value, property.Name, StringComparison.Ordinal)));
    }

    private XElement? Member(Type type, string name) => Members(type.Assembly).GetValueOrDefault(name);

    private IReadOnlyDictionary<string, XElement> Members(Assembly assembly) => _byAssembly.GetOrAdd(assembly, Read);

    private static IReadOnlyDictionary<string, XElement> Read(Assembly assembly)
    {
        string file = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        if (!assembly.GetName().Name!.StartsWith("CapacityFunctions", StringComparison.Ordinal) || !File.Exists(file))
        {
            return new Dictionary<string, XElement>(StringComparer.Ordinal);
        }

        return XDocument.Load(file).Descendants("member")
            .DistinctBy(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
    }

    private static string NameOf(Type type) =>
        ((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name).Replace('+', '.');

    /// <summary>The words alone: references become the last part of their name.</summary>
    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        string text = string.Concat(element.DescendantNodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { IsEmpty: true } reference => (reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name"))?.Value.Split('.')[^1],
            _ => null,
        }));
        string line = Spaces().Replace(text, " ").Trim();
        return line.Length == 0 ? null : line;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
