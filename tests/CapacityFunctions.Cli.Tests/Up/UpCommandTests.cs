using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Up;

public sealed class UpCommandTests
{
    [Theory]
    [InlineData("--sample and --usage exclude each other", "--sample", "--usage", "u.csv")]
    [InlineData("--accounts, --signals and --performance go with --usage", "--sample", "--accounts", "a.json")]
    [InlineData("--accounts, --signals and --performance go with --usage", "--sample", "--performance", "p.csv")]
    [InlineData("--port: '0' is not a whole number from 1 to 65535", "--sample", "--port", "0")]
    [InlineData("missing.csv: there is no such file", "--usage", "missing.csv")]
    public async Task Up_UnusableArguments_EndsWithTwo(string expected, params string[] arguments)
    {
        Invocation invocation = await Invocation.RunAsync(["up", .. arguments]);

        Assert.Contains(expected, invocation.UnusableLine(), StringComparison.Ordinal);
    }
}
