using System.Text.Json.Nodes;

namespace CapacityFunctions.Infrastructure.Tests.Compiler;

/// <summary>Holds the templates against the real compiler.</summary>
public sealed class CompilerTests(Templates templates)
{
    public static TheoryData<string> Names => [.. Templates.Environments];

    [Fact]
    public async Task Build_Main_IsATemplateOfASubscription()
    {
        JsonObject main = await templates.MainAsync();

        Assert.Contains("subscriptionDeploymentTemplate", main["$schema"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_EverySource_SaysNothing()
    {
        ToolRun templatesRun = await Bicep.RunAsync("lint", "--pattern", Path.Combine(templates.Folder, "**", "*.bicep"));
        ToolRun parametersRun = await Bicep.RunAsync("lint", "--pattern", Path.Combine(templates.Folder, "environments", "*.bicepparam"));

        Assert.Equal((0, string.Empty), (templatesRun.ExitCode, templatesRun.Errors + templatesRun.Output));
        Assert.Equal((0, string.Empty), (parametersRun.ExitCode, parametersRun.Errors + parametersRun.Output));
    }

    [Fact]
    public async Task Lint_AnUnusedParameter_IsRefused()
    {
        string file = Path.Combine(templates.CopyOf(["bicepconfig.json"]), "unused.bicep");
        await File.WriteAllTextAsync(file, "param unused string\n");

        ToolRun run = await Bicep.RunAsync("lint", file);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("no-unused-params", run.Errors + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Format_EverySource_ChangesNothing()
    {
        string[] sources = [.. Directory.EnumerateFiles(Repository.Infra, "*.bicep*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam").Select(file => Path.GetRelativePath(Repository.Infra, file))];
        string folder = templates.CopyOf(sources);

        ToolRun run = await Bicep.RunAsync("format", "--pattern", Path.Combine(folder, "**", "*.bicep*"));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
        Assert.True(sources.Length > 15);
        Assert.All(sources, source => Assert.Equal(File.ReadAllText(Path.Combine(Repository.Infra, source)), File.ReadAllText(Path.Combine(folder, source))));
    }

    [Fact]
    public async Task Format_ASourceThatIsOutOfShape_IsChanged()
    {
        string file = Path.Combine(templates.CopyOf([]), "shapeless.bicep");
        await File.WriteAllTextAsync(file, "param   name    string\noutput name string=name\n");

        await Bicep.RunAsync("format", file);

        Assert.Equal("param name string\noutput name string = name\n", await File.ReadAllTextAsync(file));
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
