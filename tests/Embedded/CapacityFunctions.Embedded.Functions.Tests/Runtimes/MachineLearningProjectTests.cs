namespace CapacityFunctions.Embedded.Functions.Tests.Runtimes;

/// <summary>The library of ML.NET's methods takes the time-series package, or our part of it, by the same property as the app.</summary>
public sealed class MachineLearningProjectTests
{
    private const string Project = "CapacityFunctions.Forecasting.MachineLearning";
    private const string Package = "Microsoft.ML.TimeSeries";
    private const string Embedded = "../Embedded/CapacityFunctions.Embedded.MachineLearning.TimeSeries/CapacityFunctions.Embedded.MachineLearning.TimeSeries.csproj";

    [Fact]
    public async Task Evaluate_Azure_ReferencesThePackage()
    {
        EvaluatedProject project = await EvaluatedProject.ReadAsync(Project, "Azure", TestContext.Current.CancellationToken);

        Assert.Contains(Package, project.Items("PackageReference"), StringComparer.Ordinal);
        Assert.Equal("5.0.1", project.Metadata("PackageVersion", Package, "Version"));
        Assert.Equal("5.0.1", project.Metadata("PackageVersion", "Microsoft.ML", "Version"));
        Assert.DoesNotContain(project.Items("ProjectReference"), reference => reference.Contains("/Embedded/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluate_Embedded_ReferencesOurPartInstead()
    {
        EvaluatedProject project = await EvaluatedProject.ReadAsync(Project, "Embedded", TestContext.Current.CancellationToken);

        Assert.DoesNotContain(Package, project.Items("PackageReference"), StringComparer.Ordinal);
        Assert.Equal([Embedded], project.Items("ProjectReference").Where(reference => reference.Contains("/Embedded/", StringComparison.Ordinal)), StringComparer.Ordinal);
    }
}
