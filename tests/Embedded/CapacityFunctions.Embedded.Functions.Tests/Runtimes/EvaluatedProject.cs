using System.Diagnostics;
using System.Text.Json;

namespace CapacityFunctions.Embedded.Functions.Tests.Runtimes;

/// <summary>A project as MSBuild reads it for one runtime; nothing is restored or built for that.</summary>
internal sealed class EvaluatedProject
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly JsonElement _evaluation;

    private EvaluatedProject(JsonElement evaluation)
    {
        _evaluation = evaluation;
    }

    /// <param name="name">The project's name and folder under src.</param>
    /// <param name="functionsRuntime">The MSBuild property.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public static async Task<EvaluatedProject> ReadAsync(string name, string functionsRuntime, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "msbuild", Path.Combine(RepositoryRoot(), "src", name, $"{name}.csproj"),
                "-nodeReuse:false", $"-p:FunctionsRuntime={functionsRuntime}",
                "-getItem:PackageReference,PackageVersion,ProjectReference,FrameworkReference,None",
                "-getProperty:AzureFunctionsVersion,OutputType,TargetFramework",
            },
        };

        // The test platform's own variables would make the child believe that it is part of this build.
        foreach (string variable in start.Environment.Keys.Where(variable => variable.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        // A process that the child leaves behind would keep its pipes open, and their end would never come.
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, output + await errors);
            return new EvaluatedProject(JsonDocument.Parse(output).RootElement);
        }
        catch (OperationCanceledException silent) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"MSBuild did not evaluate the app's project for {functionsRuntime} within {Limit.TotalMinutes} minutes.", silent);
        }
    }

    public string? Property(string name) => _evaluation.GetProperty("Properties").GetProperty(name).GetString();

    public IReadOnlyList<string> Items(string type) =>
        [.. Elements(type).Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'))];

    /// <summary>A metadata value of the item, or null when there is no such item.</summary>
    public string? Metadata(string type, string identity, string name) =>
        Elements(type)
            .Where(item => string.Equals(item.GetProperty("Identity").GetString(), identity, StringComparison.OrdinalIgnoreCase))
            .Select(item => item.TryGetProperty(name, out JsonElement value) ? value.GetString() : null)
            .FirstOrDefault();

    private JsonElement.ArrayEnumerator Elements(string type) => _evaluation.GetProperty("Items").GetProperty(type).EnumerateArray();

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CapacityFunctions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests don't run inside the repository.");
    }
}
