using System.Text;
using CapacityFunctions.Infrastructure.Tests.Compiler;

namespace CapacityFunctions.Infrastructure.Tests.Deployment;

/// <summary>Programs of the names that scripts call, first on the PATH: each notes its arguments, and answers as the test says.</summary>
internal sealed class StandInTools : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tools-").FullName;

    internal StandInTools()
    {
        foreach (string tool in (string[])["az", "dotnet", "zip", "curl"])
        {
            Write(tool, string.Empty);
        }

        Write("dotnet", """while [ $# -gt 0 ]; do if [ "$1" = --output ]; then mkdir -p "$2"; fi; shift; done""");
        Write("az", AzAnswers(previousExists: true));
        Write("curl", Healthy);
    }

    internal const string Healthy = """echo '{"status":"healthy"}'""";

    internal const string Unhealthy = """echo '{"status":"unhealthy"}'; exit 22""";

    /// <summary>Healthy as soon as packages have been deployed twice: the new one is sick, the one before is not.</summary>
    internal string HealthyAfterTwoPackages =>
        $"""if [ "$(grep -c 'config-zip' '{Log}')" -ge 2 ]; then {Healthy}; else {Unhealthy}; fi""";

    private string Log => Path.Combine(_folder, "calls.log");

    /// <summary>Replaces what a tool does after it has noted its call; it sees the arguments as <c>$@</c> and, in one string, as <c>$call</c>.</summary>
    internal void Write(string tool, string behaviour)
    {
        string path = Path.Combine(_folder, tool);
        File.WriteAllText(path, $"#!/usr/bin/env bash\ncall=\"{tool} $*\"\necho \"$call\" >> '{Log}'\n{behaviour}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    internal static string AzAnswers(bool previousExists, string first = "") => $$"""
        {{first}}
        case "$call" in
          *budgetStart*) echo 2026-11-01 ;;
          *"group exists"*) echo true ;;
          *AZURE_RESOURCE_GROUP*) echo rg-capacity-dev ;;
          *AZURE_FUNCTION_NAME*) echo func-capacity-dev ;;
          *APP_HOST_NAME*) echo app.example.com ;;
          *STORAGE_NAME*) echo stcapdev ;;
          *DEPLOYMENT_CONTAINER*) echo deployments ;;
          *IDENTITY_PRINCIPAL_ID*) echo principal-1 ;;
          *"account show --query tenantId"*) echo tenant-1 ;;
          *"account show"*) echo subscription-1 ;;
          *"identity list"*) echo principal-1 ;;
          *"role assignment list"*) printf '/assignment-1\n/assignment-2\n' ;;
          *"role definition list"*) echo role-1 ;;
          *activeDirectory*) echo https://login.example.com ;;
          *microsoftGraphResourceId*) echo https://graph.example.com/ ;;
          *"ad app create"*) echo app-1 ;;
          *"ad app show"*) echo object-1 ;;
          *"appRoles"*) echo role-id-1 ;;
          *"ad sp show"*) echo sp-1 ;;
          *"storage blob exists"*) echo {{(previousExists ? "true" : "false")}} ;;
        esac
        """;

    /// <summary>Runs a script of infra with them; what it calls, one call a line.</summary>
    internal async Task<(ToolRun Run, IReadOnlyList<string> Calls)> RunAsync(string script, string input, params string[] arguments)
    {
        Dictionary<string, string> environment = new(Templates.Variables, StringComparer.Ordinal)
        {
            ["PATH"] = $"{_folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["CAPACITY_RETRY_SECONDS"] = "0",
            ["CAPACITY_SMOKE_ATTEMPTS"] = "2",
        };
        ToolRun run = await ToolRun.StartAsync("bash", [Path.Combine(Repository.Infra, script), .. arguments], environment, input: input);
        return (run, File.Exists(Log) ? await File.ReadAllLinesAsync(Log) : []);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
