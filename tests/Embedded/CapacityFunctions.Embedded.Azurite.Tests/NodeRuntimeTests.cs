namespace CapacityFunctions.Embedded.Azurite.Tests;

public sealed class NodeRuntimeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("capacity-node-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("v20.0.0")]
    [InlineData("v24.1.0-nightly")]
    public async Task Check_NewEnough_IsSilent(string version) =>
        await NodeRuntime.CheckAsync(Node(version), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Check_TooOld_SaysWhichAndWhatIsNeeded()
    {
        AzuriteException old = await Assert.ThrowsAsync<AzuriteException>(
            () => NodeRuntime.CheckAsync(Node("v18.19.1"), TestContext.Current.CancellationToken));

        Assert.Equal("Node.js v18.19.1 is too old to run Azurite: install version 20 or later.", old.Message);
    }

    [Fact]
    public async Task Check_Missing_SaysWhatIsNeeded()
    {
        AzuriteException missing = await Assert.ThrowsAsync<AzuriteException>(
            () => NodeRuntime.CheckAsync("node-that-is-not-there", TestContext.Current.CancellationToken));

        Assert.Equal(
            "Node.js 20 or later is needed to run Azurite, and `node-that-is-not-there` was not found on the PATH.", missing.Message);
    }

    /// <summary>A program that answers as node does.</summary>
    private string Node(string version)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for node is a shell script.");
        string script = Path.Combine(_folder, "node");
        File.WriteAllText(script, $"#!/bin/sh\necho {version}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return script;
    }
}
