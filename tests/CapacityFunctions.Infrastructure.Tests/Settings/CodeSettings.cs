using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;

namespace CapacityFunctions.Infrastructure.Tests.Settings;

/// <summary>The app settings that the code reads: what options types bind, and names that stand in the source.</summary>
internal static partial class CodeSettings
{
    /// <summary>Section and type of everything that binds to configuration.</summary>
    internal static IReadOnlyList<(string Section, Type Type)> Options { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "CapacityFunctions*.dll")
            .Where(file => !Path.GetFileName(file).Contains("Tests", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom)
            .SelectMany(assembly => assembly.GetTypes())
            .Select(type => (Section: type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string, Type: type))
            .Where(options => options.Section is not null)
            .Select(options => (options.Section!, options.Type)),
    ];

    private static readonly HashSet<string> Literals = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("Embedded", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(file => Literal().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups["name"].Value)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="setting">As an app setting is written, with <c>__</c> between its parts.</param>
    internal static bool IsRead(string setting)
    {
        string path = setting.Replace("__", ":", StringComparison.Ordinal);
        // The storage connection is read part by part.
        string last = path[(path.LastIndexOf(':') + 1)..];
        return Literals.Contains(path)
            || (path.StartsWith("AzureWebJobsStorage:", StringComparison.Ordinal) && Literals.Contains(last))
            || Options.Any(options => path.StartsWith($"{options.Section}:", StringComparison.OrdinalIgnoreCase)
                && Binds(options.Type, path[(options.Section.Length + 1)..].Split(':')));
    }

    private static bool Binds(Type type, ReadOnlySpan<string> path)
    {
        Type bound = Nullable.GetUnderlyingType(type) ?? type;
        if (path.IsEmpty)
        {
            return !typeof(IEnumerable).IsAssignableFrom(bound) || bound == typeof(string);
        }

        Type? element = bound == typeof(string) ? null : bound.GetInterfaces().Append(bound)
            .Where(part => part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .Select(part => part.GetGenericArguments()[0]).FirstOrDefault();
        if (element is { IsGenericType: true } && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            return Binds(element.GetGenericArguments()[1], path[1..]);
        }

        if (element is not null)
        {
            return int.TryParse(path[0], out _) && Binds(element, path[1..]);
        }

        PropertyInfo? property = bound.GetProperty(path[0], BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        return property is not null && Binds(property.PropertyType, path[1..]);
    }

    [GeneratedRegex(@"""(?<name>Capacity:[A-Za-z:]+|tableServiceUri|blobServiceUri|queueServiceUri|clientId)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();
}
