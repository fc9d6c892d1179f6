using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Tests.CommandLine;

public sealed class CapacityCommandTests
{
    [Theory]
    [InlineData("there is no verb or option 'rehearse'", "rehearse", "--input", "x.csv")]
    [InlineData("there is no verb or option '--bogus'", "--bogus")]
    [InlineData("a verb is needed")]
    [InlineData("Option '--output' is required", "sample")]
    [InlineData("--accounts: '0' is not a whole number from 1 to 100000", "sample", "--output", "x", "--accounts", "0")]
    [InlineData("--weeks: 'many' is not a whole number", "sample", "--output", "x", "--weeks", "many")]
    [InlineData("'--bogus'", "sample", "--output", "x", "--bogus", "1")]
    public async Task Run_UnusableArguments_EndsWithTwoAndOneLine(string expected, params string[] arguments)
    {
        Invocation invocation = await Invocation.RunAsync(arguments);

        string line = invocation.UnusableLine();
        Assert.StartsWith("capacity: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.Empty(invocation.Output);
    }

    [Fact]
    public async Task Run_Help_NamesVerbsAndExitStatus()
    {
        Invocation invocation = await Invocation.RunAsync("--help");

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        Assert.Contains("Exit status: 0 success, 1 the work failed, 2 unusable", invocation.Output, StringComparison.Ordinal);
        Assert.Contains("sample", invocation.Output, StringComparison.Ordinal);
    }
}
