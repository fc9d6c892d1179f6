namespace CapacityFunctions.Embedded.Functions.Tests.Signatures;

/// <summary>The lists of what the real packages make public, one a package.</summary>
internal sealed class SignatureLists
{
    private readonly IReadOnlyList<HashSet<string>> _packages;

    private SignatureLists(IReadOnlyList<HashSet<string>> packages)
    {
        _packages = packages;
    }

    public static SignatureLists Load() => new(
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "ApiSurface"), "*.txt")
            .Order(StringComparer.Ordinal)
            .Select(file => File.ReadLines(file).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal)),
    ]);

    /// <summary>Compares a type with the package that declares it.</summary>
    /// <returns>A complaint for each line that the package does not have, with the nearest that it has.</returns>
    public IEnumerable<string> Compare(IReadOnlyList<string> typeAndMembers)
    {
        string header = typeAndMembers[0];
        string declaration = header[..(header.IndexOf(" | ", StringComparison.Ordinal) + 3)];
        HashSet<string>[] packages = [.. _packages.Where(package => package.Any(line => line.StartsWith(declaration, StringComparison.Ordinal)))];
        if (packages.Length == 0)
        {
            return [$"{header}\n    no package has this type"];
        }

        // A name may be declared by two packages (extension classes): one of them must have every line.
        return packages
            .Select(package => typeAndMembers.Where(line => !package.Contains(line)).Select(line => $"{line}\n    nearest: {Nearest(package, line)}").ToArray())
            .MinBy(complaints => complaints.Length)!;
    }

    private static string Nearest(HashSet<string> package, string line) =>
        package.OrderByDescending(other => CommonPrefix(other, line))
            .ThenBy(other => Math.Abs(other.Length - line.Length))
            .ThenBy(other => other, StringComparer.Ordinal)
            .First();

    private static int CommonPrefix(string one, string two)
    {
        int length = 0;
        while (length < one.Length && length < two.Length && one[length] == two[length])
        {
            length++;
        }

        return length;
    }
}
