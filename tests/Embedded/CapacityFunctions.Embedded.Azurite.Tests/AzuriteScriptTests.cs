namespace CapacityFunctions.Embedded.Azurite.Tests;

public sealed class AzuriteScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("capacity-script-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("app/infra/local/node_modules", "app/bin/Release", "")]
    [InlineData("prefix/lib/node_modules", "app", "prefix/bin")]
    [InlineData("prefix/node_modules", "app", "prefix")]
    [InlineData("project/node_modules", "app", "elsewhere{0}project/node_modules/.bin")]
    public void Find_Installed_IsFound(string installedIn, string program, string path)
    {
        string script = Install(installedIn);
        string[] entries = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, '\n').Split('\n', StringSplitOptions.RemoveEmptyEntries);

        string found = AzuriteScript.Find(
            Directory.CreateDirectory(Path.Combine(_folder, program)).FullName,
            string.Join(Path.PathSeparator, entries.Select(entry => Directory.CreateDirectory(Path.Combine(_folder, entry)).FullName)));

        Assert.Equal(script, found, StringComparer.Ordinal);
    }

    [Fact]
    public void Find_BothBesideTheProgramAndOnThePath_TakesTheFirst()
    {
        string near = Install("app/infra/local/node_modules");
        Install("prefix/lib/node_modules");

        Assert.Equal(near, AzuriteScript.Find(Path.Combine(_folder, "app"), Path.Combine(_folder, "prefix", "bin")), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nowhere/at/all")]
    public void Find_NotInstalled_SaysHowToInstallIt(string? path)
    {
        AzuriteException missing = Assert.Throws<AzuriteException>(() => AzuriteScript.Find(_folder, path));

        Assert.Contains("`npm ci` in infra/local", missing.Message, StringComparison.Ordinal);
        Assert.Contains("`npm install -g azurite`", missing.Message, StringComparison.Ordinal);
    }

    private string Install(string modules)
    {
        string script = Path.Combine(_folder, modules, "azurite", "dist", "src", "azurite.js");
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        File.WriteAllText(script, string.Empty);
        return Path.GetFullPath(script);
    }
}
