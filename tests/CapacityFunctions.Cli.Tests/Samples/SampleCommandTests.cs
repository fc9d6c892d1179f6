using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Samples;
using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Samples;

public sealed class SampleCommandTests
{
    [Fact]
    public async Task Sample_SameSeed_WritesTheSameBytesAndSaysTheyAreGenerated()
    {
        using TemporaryFolder folder = new();
        Invocation first = await WriteAsync(folder.PathOf("one"), "--seed", "3");
        await WriteAsync(folder.PathOf("two"), "--seed", "3");

        Assert.Equal(ExitCodes.Success, first.ExitCode);
        Assert.Contains("generated sample data", first.Output, StringComparison.Ordinal);
        foreach (string file in new[] { "usage.csv", "accounts.json", "signals.csv", "performance.csv" })
        {
            Assert.Equal(File.ReadAllBytes(folder.PathOf($"one/{file}")), File.ReadAllBytes(folder.PathOf($"two/{file}")));
        }
    }

    [Fact]
    public async Task Sample_Written_ReadsBackAsItWas()
    {
        using TemporaryFolder folder = new();
        await WriteAsync(folder.FullName, "--gzip");

        SampleOrganisation sample = SampleOrganisation.Generate(new SampleOptions { Accounts = 10, Weeks = 1 });
        Assert.Equal(sample.Usage(), UsageFile.ReadObservations(folder.PathOf("usage.csv.gz")));
        Assert.Equal(sample.Performance(), PerformanceFile.Read(folder.PathOf("performance.csv")));
        Assert.Equal(sample.Signals, SignalsFile.Read(folder.PathOf("signals.csv")));
        Assert.Equivalent(sample.Accounts, AccountsFile.Read(folder.PathOf("accounts.json")), strict: true);
    }

    private static Task<Invocation> WriteAsync(string folder, params string[] more) =>
        Invocation.RunAsync(["sample", "--output", folder, "--accounts", "10", "--weeks", "1", .. more]);
}
