using System.Text.Json.Nodes;
using CapacityFunctions.Infrastructure.Tests.Compiler;

[assembly: AssemblyFixture(typeof(Templates))]

namespace CapacityFunctions.Infrastructure.Tests.Compiler;

/// <summary>The templates in a temporary copy, compiled once for all tests.</summary>
public sealed class Templates : IDisposable
{
    /// <summary>One for each file of infra/environments, and one with every option switched on.</summary>
    public static readonly string[] Environments = ["dev", "test", "prod", "everything"];

    internal const string Subscription = "55555555-5555-5555-5555-555555555555";
    internal const string Provider = "22222222-2222-2222-2222-222222222222";
    internal const string Consumer = "33333333-3333-3333-3333-333333333333";

    /// <summary>What the parameter files read; none is a real id.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Variables = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CAPACITY_LOCATION"] = "westeurope",
        ["CAPACITY_ENTRA_CLIENT_ID"] = "11111111-1111-1111-1111-111111111111",
        ["CAPACITY_PROVIDER_SUBSCRIPTION"] = Provider,
        ["CAPACITY_CONSUMER_SUBSCRIPTION"] = Consumer,
        ["CAPACITY_CONSUMER_SUBSCRIPTIONS"] = $"{Consumer},44444444-4444-4444-4444-444444444444",
        ["CAPACITY_ALERT_EMAIL"] = "operators@example.com",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("bicep-").FullName;
    private readonly Lazy<Task<JsonObject>> _main;
    private readonly Dictionary<string, Lazy<Task<JsonObject>>> _snapshots;

    public Templates()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.Infra, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam" or ".json" && !file.Contains("node_modules", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "CapacityFunctions.Azure"), "*-role.json"))
            .Append(Path.Combine(Repository.Root, "src", "CapacityFunctions.Storage", "Connection", "StorageTable.cs")))
        {
            Copy(file, Path.Combine(_folder, Path.GetRelativePath(Repository.Root, file)));
        }

        Copy(Path.Combine(AppContext.BaseDirectory, "Compiler", "everything.bicepparam"), Parameters("everything"));
        _main = new Lazy<Task<JsonObject>>(BuildMainAsync);
        _snapshots = Environments.ToDictionary(
            name => name, name => new Lazy<Task<JsonObject>>(() => SnapshotAsync(name)), StringComparer.Ordinal);
    }

    internal string Folder => Path.Combine(_folder, "infra");

    internal string Parameters(string environment) => Path.Combine(Folder, "environments", $"{environment}.bicepparam");

    /// <summary>main.bicep as Resource Manager reads it, modules inside.</summary>
    internal Task<JsonObject> MainAsync() => _main.Value;

    /// <summary>The resources that an environment comes to, with every expression evaluated that needs no Azure; a copy that may be changed.</summary>
    internal async Task<JsonArray> ResourcesAsync(string environment) =>
        (await _snapshots[environment].Value)["predictedResources"]!.DeepClone().AsArray();

    /// <summary>A folder with copies of files of infra alone.</summary>
    internal string CopyOf(IEnumerable<string> sources)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        foreach (string source in sources)
        {
            Copy(Path.Combine(Repository.Infra, source), Path.Combine(folder, source));
        }

        return folder;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private async Task<JsonObject> BuildMainAsync()
    {
        ToolRun run = await Bicep.RunAsync("build", Path.Combine(Folder, "main.bicep"), "--stdout");
        Assert.Equal(string.Empty, run.Errors);
        return JsonNode.Parse(run.Output)!.AsObject();
    }

    private async Task<JsonObject> SnapshotAsync(string environment)
    {
        ToolRun run = await Bicep.RunAsync(
            "snapshot", Parameters(environment), "--mode", "overwrite", "--subscription-id", Subscription,
            "--tenant-id", "66666666-6666-6666-6666-666666666666", "--location", "westeurope", "--deployment-name", $"capacity-{environment}");
        Assert.True(run.ExitCode == 0, run.Errors + run.Output);
        string file = Path.ChangeExtension(Parameters(environment), ".snapshot.json");
        return JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
    }
}
