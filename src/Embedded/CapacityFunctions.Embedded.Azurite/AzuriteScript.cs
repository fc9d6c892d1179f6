namespace CapacityFunctions.Embedded.Azurite;

/// <summary>Where Azurite is installed.</summary>
internal static class AzuriteScript
{
    private static readonly string InPackage = Path.Combine("azurite", "dist", "src", "azurite.js");

    /// <summary>
    /// In rising distance: <c>infra/local</c> in the nearest folder above the program that has it there; an installation on the PATH
    /// (<c>npm install -g azurite</c>, or a project's <c>node_modules/.bin</c>).
    /// </summary>
    /// <param name="program">The folder of the running program.</param>
    /// <param name="path">The PATH.</param>
    /// <returns>Full path of azurite.js.</returns>
    /// <exception cref="AzuriteException">There is none; the message says how to install it.</exception>
    public static string Find(string program, string? path)
    {
        IEnumerable<string> candidates = Above(program)
            .Select(folder => Path.Combine(folder, "infra", "local", "node_modules", InPackage))
            .Concat((path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).SelectMany(OfPathEntry));
        return candidates.FirstOrDefault(File.Exists) is { } script
            ? Path.GetFullPath(script)
            : throw new AzuriteException(
                "Azurite is not installed: run `npm ci` in infra/local (the build does it when Node.js is there), or `npm install -g azurite`.");
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (DirectoryInfo? current = new(folder); current is not null; current = current.Parent)
        {
            yield return current.FullName;
        }
    }

    /// <summary>npm puts a command beside node_modules (Windows), in a bin beside lib/node_modules (elsewhere), or in node_modules/.bin (a project).</summary>
    private static IEnumerable<string> OfPathEntry(string folder) =>
    [
        Path.Combine(folder, "node_modules", InPackage),
        Path.Combine(folder, "..", "lib", "node_modules", InPackage),
        Path.Combine(folder, "..", InPackage),
    ];
}
