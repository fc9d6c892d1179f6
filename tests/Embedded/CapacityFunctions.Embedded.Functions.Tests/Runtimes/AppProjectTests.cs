namespace CapacityFunctions.Embedded.Functions.Tests.Runtimes;

/// <summary>Guards the side of the app's project that a build with the embedded runtime never sees.</summary>
public sealed class AppProjectTests(EvaluatedProjects projects) : IClassFixture<EvaluatedProjects>
{
    private const string Prefix = "Microsoft.Azure.Functions.Worker";

    private static readonly Dictionary<string, string> FunctionsPackages = new(StringComparer.Ordinal)
    {
        [Prefix] = "2.52.0",
        [$"{Prefix}.Extensions.DurableTask"] = "1.16.4",
        [$"{Prefix}.Extensions.Http"] = "3.3.0",
        [$"{Prefix}.Extensions.Http.AspNetCore"] = "2.1.0",
        [$"{Prefix}.Extensions.Timer"] = "4.3.1",
        [$"{Prefix}.OpenTelemetry"] = "1.2.0",
        [$"{Prefix}.Sdk"] = "2.0.7",
    };

    [Fact]
    public void Evaluate_Azure_ReferencesTheFunctionsPackages()
    {
        EvaluatedProject project = projects.Azure;

        Dictionary<string, string?> packages = project.Items("PackageReference")
            .Where(package => package.StartsWith("Microsoft.Azure.", StringComparison.Ordinal))
            .ToDictionary(package => package, package => project.Metadata("PackageVersion", package, "Version"), StringComparer.Ordinal);
        Assert.Equal(
            FunctionsPackages.OrderBy(package => package.Key, StringComparer.Ordinal).Select(package => $"{package.Key} {package.Value}"),
            packages.OrderBy(package => package.Key, StringComparer.Ordinal).Select(package => $"{package.Key} {package.Value}"),
            StringComparer.Ordinal);
        Assert.DoesNotContain(project.Items("ProjectReference"), reference => reference.Contains("/Embedded/", StringComparison.Ordinal));
        Assert.Contains("Microsoft.AspNetCore.App", project.Items("FrameworkReference"), StringComparer.Ordinal);
        Assert.Equal("v4", project.Property("AzureFunctionsVersion"));
        Assert.Equal("Exe", project.Property("OutputType"));
        Assert.Equal("net10.0", project.Property("TargetFramework"));
    }

    [Fact]
    public void Evaluate_Embedded_ReferencesTheEmbeddedHostInstead()
    {
        EvaluatedProject project = projects.Embedded;

        Assert.Empty(project.Items("PackageReference").Intersect(FunctionsPackages.Keys, StringComparer.Ordinal));
        Assert.Equal(
            ["../Embedded/CapacityFunctions.Embedded.Functions/CapacityFunctions.Embedded.Functions.csproj"],
            project.Items("ProjectReference").Where(reference => reference.Contains("/Embedded/", StringComparison.Ordinal)),
            StringComparer.Ordinal);
        Assert.Equal("Exe", project.Property("OutputType"));
    }

    [Theory]
    [InlineData("Azure")]
    [InlineData("Embedded")]
    public void Evaluate_EitherRuntime_CopiesHostJsonToOutputAndPublish(string runtime)
    {
        EvaluatedProject project = string.Equals(runtime, "Azure", StringComparison.Ordinal) ? projects.Azure : projects.Embedded;

        Assert.Equal("host.json", project.Metadata("None", "../../host.json", "Link"));
        Assert.Equal("PreserveNewest", project.Metadata("None", "../../host.json", "CopyToOutputDirectory"));
        Assert.Equal("PreserveNewest", project.Metadata("None", "../../host.json", "CopyToPublishDirectory"));
    }
}
