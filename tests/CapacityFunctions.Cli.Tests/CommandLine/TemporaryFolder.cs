using System.IO.Compression;

namespace CapacityFunctions.Cli.Tests.CommandLine;

/// <summary>A folder of one test's own.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("capacity-cli-").FullName;

    public string PathOf(string name) => Path.Combine(FullName, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    public string WriteGzip(string name, string content)
    {
        using StreamWriter writer = new(new GZipStream(File.Create(PathOf(name)), CompressionLevel.Fastest));
        writer.Write(content);
        return PathOf(name);
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
