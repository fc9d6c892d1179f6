namespace CapacityFunctions.Benchmarks.Tests;

/// <summary>The benchmarks still run; what they measure is not judged here.</summary>
public sealed class BenchmarkCommandTests
{
    [Fact]
    public async Task Durable_Smoke_ShowsEveryScenarioOnBothStorages()
    {
        (int status, string table, string errors) = await RunAsync("durable", "--smoke");

        Assert.True(status == 0, errors);
        foreach (string scenario in (string[])["fan-out 5", "2 × fan-out 5", "chain of 3", "2 rounds of 50", "chain of 5"])
        {
            string[] rows = [.. table.Split('\n').Where(row => row.StartsWith(scenario + " ", StringComparison.Ordinal))];
            Assert.Contains(rows, row => row.Contains("Azurite", StringComparison.Ordinal));
            Assert.Contains(rows, row => row.Contains("memory", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Kernels_Smoke_EveryBenchmarkRuns()
    {
        (int status, string table, string errors) = await RunAsync("kernels", "--smoke");

        Assert.True(status == 0, errors + table);
        foreach (string kernel in (string[])["NumericsBenchmarks.BfgsStep", "TrainingBenchmarks.TrainFiveMinute", "MethodBenchmarks.FitHourly"])
        {
            Assert.Contains(kernel, table, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Allocate_Smoke_ShowsCostLendingAndReversals()
    {
        (int status, string table, string errors) = await RunAsync("allocate", "--smoke");

        Assert.True(status == 0, errors);
        foreach (string row in (string[])["plain ", "and 20 business units", "its upper bound too", "fixed demand, once settled"])
        {
            Assert.Contains(row, table, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Regressors_Smoke_MeasuresEverySet()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CAPACITY_DATA")), "CAPACITY_DATA doesn't name the folder with the sets.");

        (int status, string table, string errors) = await RunAsync("regressors", "--smoke");

        Assert.True(status == 0, errors);
        foreach (string set in (string[])["bike_dc_2011_2012_1h", "vic_elec_2012_2014_1h", "pedestrian_melbourne_2014_1h", "orange_juice_weekly"])
        {
            Assert.Contains(set, table, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gain", "pools, reported")]
    [InlineData("cold-start", "pools")]
    [InlineData("cost", "train lstm")]
    public async Task Learned_Smoke_MeasuresTheSmallestSet(string part, string row)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CAPACITY_DATA")), "CAPACITY_DATA doesn't name the folder with the sets.");

        (int status, string table, string errors) = await RunAsync("learned", part, "--smoke");

        Assert.True(status == 0, errors);
        Assert.Contains(row, table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_Smoke_MeasuresOneSet()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CAPACITY_DATA")), "CAPACITY_DATA doesn't name the folder with the sets.");

        (int status, string table, string errors) = await RunAsync("group", "--smoke");

        Assert.True(status == 0, errors);
        Assert.Contains("azure78 day, maximum", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_Smoke_TimesTrainingAndPrediction()
    {
        (int status, string table, string errors) = await RunAsync("network", "--smoke");

        Assert.True(status == 0, errors);
        foreach (string row in (string[])["training step of 4", "prediction of 1", "product (64×60)·(60×192)"])
        {
            Assert.Contains(row, table, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("durables")]
    [InlineData("kernels", "--filter")]
    [InlineData("regressors", "--fast")]
    [InlineData("network", "--units")]
    [InlineData("learned")]
    [InlineData("learned", "gain", "--origins", "0")]
    [InlineData("network", "--layers", "4")]
    public async Task UnknownArguments_ExplainAndEndWithTwo(params string[] arguments)
    {
        (int status, string table, string errors) = await RunAsync(arguments);

        Assert.Equal(2, status);
        Assert.Empty(table);
        Assert.Contains("kernels [--smoke]", errors, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int status = await BenchmarkCommand.RunAsync(arguments, output, errors);
        return (status, output.ToString(), errors.ToString());
    }
}
