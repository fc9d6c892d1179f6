using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_FileThatIsThere_ReplacesItAndLeavesNothingElse()
    {
        string path = Path.Combine(_folder.PathOf("new"), "f");
        AtomicFile.Write(path, [1, 2, 3]);

        AtomicFile.Write(path, [4]);

        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.PathOf("new")));
    }

    [Fact]
    public void Write_WhereADirectoryIs_SaysSoAndLeavesNothing()
    {
        Directory.CreateDirectory(_folder.PathOf("f"));

        InputException refused = Assert.Throws<InputException>(() => AtomicFile.Write(_folder.PathOf("f"), [1]));

        Assert.StartsWith($"{_folder.PathOf("f")}: cannot be written: ", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void Write_WhereAFileIsNeededAsFolder_SaysSo()
    {
        string file = _folder.Write("f", "x");

        Assert.Throws<InputException>(() => AtomicFile.Write(Path.Combine(file, "g"), [1]));
    }
}
