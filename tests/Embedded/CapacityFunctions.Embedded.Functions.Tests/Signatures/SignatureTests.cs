using System.Reflection;
using CapacityFunctions.Embedded.DurableTask;
using Microsoft.ML.Transforms.TimeSeries;

namespace CapacityFunctions.Embedded.Functions.Tests.Signatures;

/// <summary>What the embedded assemblies declare in the namespaces of the real packages exists in those packages, with the same shape.</summary>
public sealed class SignatureTests
{
    private static readonly SignatureLists Lists = SignatureLists.Load();

    /// <summary>Real too, but of a package (the Durable Task framework) that no list describes: two exceptions that apps catch.</summary>
    private const string UnlistedNamespace = "DurableTask.Core.Exceptions";

    [Theory]
    [InlineData(typeof(EmbeddedHost), 90)]
    [InlineData(typeof(DurableTaskEngine), 150)]
    [InlineData(typeof(SsaForecastingEstimator), 20)]
    public void PublicSurface_RealNamespaces_IsPartOfTheRealPackages(Type inAssembly, int atLeast)
    {
        List<string>[] types = [.. RealTypes(inAssembly.Assembly).Select(type => SignatureRenderer.Render(type).ToList())];

        string[] complaints = [.. types.SelectMany(Lists.Compare)];

        Assert.True(complaints.Length == 0, $"{complaints.Length} signatures differ:\n{string.Join('\n', complaints)}");
        Assert.True(types.Sum(lines => lines.Count) >= atLeast, $"only {types.Sum(lines => lines.Count)} signatures were compared");
    }

    [Theory]
    [InlineData(typeof(EmbeddedHost))]
    [InlineData(typeof(DurableTaskEngine))]
    public void PublicSurface_OurOwn_IsInOurNamespace(Type inAssembly) =>
        Assert.All(
            inAssembly.Assembly.GetExportedTypes()
                .Where(type => !IsReal(type) && !string.Equals(type.Namespace, UnlistedNamespace, StringComparison.Ordinal)),
            type => Assert.StartsWith(inAssembly.Namespace!, type.Namespace!, StringComparison.Ordinal));

    [Theory]
    [InlineData("Schedule ->", "Schedules ->")]
    [InlineData("get;set;", "get;")]
    [InlineData("sealed class", "class")]
    [InlineData("| schedule", "| cron")]
    [InlineData("System.Boolean", "System.Int32")]
    public void Compare_AlteredLine_IsReportedWithItsNearest(string part, string altered)
    {
        List<string> lines = [.. SignatureRenderer.Render(typeof(Microsoft.Azure.Functions.Worker.TimerTriggerAttribute))];
        int index = lines.FindIndex(line => line.Contains(part, StringComparison.Ordinal));
        string original = lines[index];
        lines[index] = original.Replace(part, altered, StringComparison.Ordinal);

        string complaint = Assert.Single(Lists.Compare(lines));

        Assert.Equal($"{lines[index]}\n    nearest: {original}", complaint);
    }

    [Fact]
    public void Compare_UnknownType_IsReported() =>
        Assert.EndsWith("no package has this type", Assert.Single(Lists.Compare([.. SignatureRenderer.Render(typeof(SignatureTests))])), StringComparison.Ordinal);

    private static IEnumerable<Type> RealTypes(Assembly assembly) => assembly.GetExportedTypes().Where(IsReal);

    private static bool IsReal(Type type) => type.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal);
}
