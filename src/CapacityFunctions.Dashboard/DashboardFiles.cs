using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;

namespace CapacityFunctions.Dashboard;

/// <summary>Lends the files of the page, which the build has put into this assembly.</summary>
public static class DashboardFiles
{
    private static readonly Assembly Home = typeof(DashboardFiles).Assembly;
    private static readonly Lazy<IReadOnlyDictionary<string, DashboardFile>> ByName = new(Load);

    /// <summary>The page as it is addressed with a key or an identity: its links begin with <c>dashboard/</c>.</summary>
    public static DashboardFile Index => ByName.Value["index.html"];

    /// <summary>The page as it is addressed beside its files: its links begin with <c>./</c>.</summary>
    public static DashboardFile View => ByName.Value["view.html"];

    public static IReadOnlyCollection<DashboardFile> All => [.. ByName.Value.Values];

    /// <summary>One of the files beside the page; pages are not among them.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out DashboardFile? file) =>
        ByName.Value.TryGetValue(name, out file) && file.IsImmutable;

    private static Dictionary<string, DashboardFile> Load()
    {
        using JsonDocument manifest = JsonDocument.Parse(Read("manifest.json"));
        return manifest.RootElement.GetProperty("files").EnumerateArray().Select(FileOf).ToDictionary(file => file.Name, StringComparer.Ordinal);
    }

    private static DashboardFile FileOf(JsonElement entry)
    {
        string name = entry.GetProperty("name").GetString()!;
        return new DashboardFile(
            name,
            entry.GetProperty("contentType").GetString()!,
            entry.GetProperty("hash").GetString()!,
            Read($"files/{name}"),
            Read($"files/{name}.gz"),
            Read($"files/{name}.br"));
    }

    private static byte[] Read(string name)
    {
        using Stream stream = Home.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The build has left {name} out of the page.");
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
