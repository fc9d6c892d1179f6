using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace CapacityFunctions.Benchmarks.Kernels;

/// <summary>Runs every class of this assembly with [Benchmark] methods under BenchmarkDotNet and prints time and allocation of each.</summary>
internal static class KernelSuite
{
    /// <param name="filter">Glob over Namespace.Class.Method; *Ets* for example.</param>
    /// <param name="isSmoke">Each once, unmeasured.</param>
    /// <param name="output">Gets the table.</param>
    /// <returns>0 when every benchmark ran.</returns>
    public static int Run(string filter, bool isSmoke, TextWriter output)
    {
        string artifacts = Directory.CreateTempSubdirectory("capacity-benchmark-").FullName;
        try
        {
            Job job = (isSmoke ? Job.Dry : Job.ShortRun.WithIterationCount(7)).WithToolchain(InProcessEmitToolchain.Instance);
            ManualConfig config = ManualConfig.CreateEmpty()
                .AddJob(job)
                .AddDiagnoser(MemoryDiagnoser.Default)
                .AddColumnProvider(DefaultColumnProviders.Instance)
                .AddLogger(NullLogger.Instance)
                .AddFilter(new BenchmarkDotNet.Filters.GlobFilter([filter]))
                .WithOptions(ConfigOptions.DisableOptimizationsValidator)
                .WithArtifactsPath(artifacts);
            Summary[] summaries = BenchmarkRunner.Run(typeof(KernelSuite).Assembly, config);
            return Print(summaries, output);
        }
        finally
        {
            Directory.Delete(artifacts, recursive: true);
        }
    }

    private static int Print(IReadOnlyList<Summary> summaries, TextWriter output)
    {
        ResultTable table = new("kernel", "case", "mean", "± std. error", "allocated");
        int failed = 0;
        foreach (BenchmarkReport report in summaries.SelectMany(summary => summary.Reports))
        {
            string name = $"{report.BenchmarkCase.Descriptor.Type.Name}.{report.BenchmarkCase.Descriptor.WorkloadMethod.Name}";
            string parameters = report.BenchmarkCase.Parameters.DisplayInfo.Trim('[', ']');
            if (report.ResultStatistics is not { } statistics)
            {
                table.Add(name, parameters, "failed", string.Empty, string.Empty);
                failed++;
                continue;
            }

            long? allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);
            table.Add(
                name,
                parameters,
                Time(statistics.Mean),
                statistics.N > 1 ? Time(statistics.StandardError) : "-",
                allocated is null ? "?" : string.Create(CultureInfo.InvariantCulture, $"{allocated / 1024.0:N1} KB"));
        }

        table.Write(output);
        return failed == 0 && summaries.Any(summary => summary.Reports.Length > 0) ? 0 : 1;
    }

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.0} ns"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000:0.0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000:0.00} ms"),
    };
}
