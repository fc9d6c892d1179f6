using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Tests.CommandLine;

/// <summary>What one command line did, run inside the test's process.</summary>
internal sealed record Invocation(int ExitCode, string Output, string Error)
{
    public static Task<Invocation> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public static async Task<Invocation> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        int exitCode = await CapacityCommand.RunAsync(arguments, new CliContext { Output = output, Error = error }, cancellationToken);
        return new Invocation(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that it ended with 2 and one line on standard error, and gives that line.</summary>
    public string UnusableLine()
    {
        Assert.Equal(ExitCodes.Unusable, ExitCode);
        return Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
