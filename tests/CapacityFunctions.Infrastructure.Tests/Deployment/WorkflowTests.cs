using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CapacityFunctions.Infrastructure.Tests.Deployment;

/// <summary>Workflows and azure.yaml are YAML, and what they name is there.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string[] Programs =
        ["bash", "cat", "cd", "command", "dotnet", "func", "grep", "!", "infra/deploy.sh", "infra/smoke.sh", "infra/local/node_modules/.bin/azurite", "npm"];

    public static TheoryData<string> Workflows => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows")).Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_HasTriggersRightsAndLimits(string workflow)
    {
        YamlMappingNode root = Read(Path.Combine(".github", "workflows", workflow));

        Assert.True(root.Children.ContainsKey("on"));
        Assert.True(root.Children.ContainsKey("permissions"));
        Assert.All(((YamlMappingNode)root["jobs"]).Children.Values, job =>
        {
            Assert.True(((YamlMappingNode)job).Children.ContainsKey("timeout-minutes"));
            Assert.True(((YamlMappingNode)job).Children.ContainsKey("runs-on"));
        });
        Assert.All(Steps(root), step => Assert.True(step.Children.ContainsKey("uses") ^ step.Children.ContainsKey("run")));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_Commands_ExistAndNameWhatIsThere(string workflow)
    {
        string[] lines = [.. Commands(Read(Path.Combine(".github", "workflows", workflow)))];

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains(line.Split(' ')[0], Programs));
        Assert.All(lines.SelectMany(line => PathOf().Matches(line)).Select(match => match.Value), path =>
            Assert.True(Path.Exists(Path.Combine(Repository.Root, path)) || path.Contains("node_modules", StringComparison.Ordinal), $"{path} is not there"));
    }

    [Fact]
    public void Deploy_SignsInWithoutASecret()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", "deploy.yml"));
        YamlMappingNode root = Read(Path.Combine(".github", "workflows", "deploy.yml"));

        Assert.Equal("write", ((YamlScalarNode)root["permissions"]["id-token"]).Value);
        Assert.DoesNotContain("secrets.", text, StringComparison.Ordinal);
        YamlNode inputs = root["on"]["workflow_dispatch"]["inputs"];
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Repository.Infra, "environments"), "*.bicepparam").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            ((YamlSequenceNode)inputs["environment"]["options"]).Select(option => ((YamlScalarNode)option).Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Deploy_PassesOnEveryVariableThatParameterFilesRead()
    {
        string workflow = File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", "deploy.yml"));
        string[] read = [.. Directory.EnumerateFiles(Path.Combine(Repository.Infra, "environments"), "*.bicepparam")
            .SelectMany(file => Variable().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

        string script = File.ReadAllText(Path.Combine(Repository.Infra, "deploy.sh"));
        Assert.NotEmpty(read);
        Assert.All(read.Where(name => !script.Contains($"export {name}=", StringComparison.Ordinal)), name => Assert.Contains($"      {name}: ${{{{ vars.{name}", workflow, StringComparison.Ordinal));
    }

    [Fact]
    public void Azd_ProjectAndParameters_AreThere()
    {
        YamlMappingNode azd = Read(Path.Combine("infra", "azure.yaml"));
        string project = ((YamlScalarNode)azd["services"]["app"]["project"]).Value!;
        string module = ((YamlScalarNode)azd["infra"]["module"]).Value!;

        Assert.True(File.Exists(Path.Combine(Repository.Infra, project, "CapacityFunctions.csproj")));
        Assert.True(File.Exists(Path.Combine(Repository.Infra, $"{module}.bicepparam")));
    }

    private static IEnumerable<string> Commands(YamlMappingNode workflow) =>
        Steps(workflow).Where(step => step.Children.ContainsKey("run"))
            .SelectMany(step => ((YamlScalarNode)step["run"]).Value!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode workflow) =>
        ((YamlMappingNode)workflow["jobs"]).Children.Values.SelectMany(job => (YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    private static YamlMappingNode Read(string path)
    {
        YamlStream stream = [];
        using StreamReader reader = File.OpenText(Path.Combine(Repository.Root, path));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    [GeneratedRegex(@"(?<![\w/])(infra|src|tests|\.ci)/[\w./-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathOf();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
