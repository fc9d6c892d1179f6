namespace CapacityFunctions.Infrastructure.Tests.Deployment;

/// <summary>Scripts are sound before anybody runs them.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> Scripts => [.. Directory.EnumerateFiles(Repository.Infra, "*.sh").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_HasNoErrorOfSyntax(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for bash.");

        ToolRun run = await ToolRun.StartAsync("bash", ["-n", Path.Combine(Repository.Infra, script)]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_IsCleanForShellcheck(string script)
    {
        string? shellcheck = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "shellcheck")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(shellcheck is null, "shellcheck is not installed.");

        ToolRun run = await ToolRun.StartAsync(shellcheck!, [Path.Combine(Repository.Infra, script)]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Output));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_StopsAtTheFirstErrorAndCanBeRun(string script)
    {
        string path = Path.Combine(Repository.Infra, script);

        Assert.Contains("set -euo pipefail", File.ReadAllText(path), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute));
        }
    }
}
