namespace CapacityFunctions.Infrastructure.Tests.Compiler;

/// <summary>The compiler of the NuGet package; it reaches no network.</summary>
internal static class Bicep
{
    /// <summary>Runs it with the variables that parameter files read; a test is skipped where the platform has none.</summary>
    internal static Task<ToolRun> RunAsync(params string[] arguments)
    {
        Assert.SkipWhen(Repository.BicepPath is null || !File.Exists(Repository.BicepPath), "No Bicep compiler comes as a package for this platform.");
        return ToolRun.StartAsync(Repository.BicepPath!, arguments, Templates.Variables);
    }
}
