using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests.Compiler;

/// <summary>Holds the templates against the real compiler.</summary>
public sealed class CompilerTests(Templates templates)
{
    public static TheoryData<string> Names => [.. Templates.Environments];

    public static TheoryData<string> Sources => [.. Directory.EnumerateFiles(Repository.Infra, "*.bicep*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
        .Select(file => Path.GetRelativePath(Repository.Infra, file))
        .Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Build_Main_IsATemplateOfASubscription()
    {
        JsonObject main = await templates.MainAsync();

        Assert.Contains("subscriptionDeploymentTemplate", main["$schema"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Lint_Source_SaysNothing(string source)
    {
        ToolRun run = await Bicep.RunAsync("lint", Path.Combine(templates.Folder, source));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors + run.Output));
    }

    [Fact]
    public async Task Lint_AnUnusedParameter_IsRefused()
    {
        string file = Path.Combine(templates.Folder, "modules", "unused.bicep");
        await File.WriteAllTextAsync(file, "param unused string\n");

        ToolRun run = await Bicep.RunAsync("lint", file);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("no-unused-params", run.Errors + run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Format_Source_ChangesNothing(string source)
    {
        ToolRun run = await Bicep.RunAsync("format", Path.Combine(templates.Folder, source), "--stdout");

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Repository.Infra, source)), run.Output);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task BuildParams_Environment_Builds(string environment)
    {
        ToolRun run = await Bicep.RunAsync("build-params", templates.Parameters(environment), "--stdout");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
        Assert.Contains("\\\"provider\\\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_EveryResource_HasAStableApiVersion()
    {
        string[] previews = [.. Json.Objects(await templates.MainAsync())
            .Select(item => $"{item["type"]}@{item["apiVersion"]}")
            .Where(version => version.EndsWith("-preview", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)];

        // Of diagnostic settings there are only previews.
        Assert.Equal(["Microsoft.Insights/diagnosticSettings@2021-05-01-preview"], previews);
    }
}
