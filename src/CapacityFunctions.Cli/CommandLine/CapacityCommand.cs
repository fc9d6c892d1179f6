using System.CommandLine;
using CapacityFunctions.Cli.Backtests;
using CapacityFunctions.Cli.Decisions;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Imports;
using CapacityFunctions.Cli.Samples;
using CapacityFunctions.Cli.Simulations;
using CapacityFunctions.Cli.Trainings;
using CapacityFunctions.Cli.Up;

namespace CapacityFunctions.Cli.CommandLine;

/// <summary>The command <c>capacity</c>: its verbs, and how it ends.</summary>
internal static class CapacityCommand
{
    private const string Description = """
        Forecasts the demand of many accounts, and plans the capacity that is reserved for and divided among them.

        Exit status: 0 success, 1 the work failed, 2 unusable arguments or input. An error is one line on standard error.
        """;

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">Verb and options.</param>
    /// <param name="context">Where output goes.</param>
    /// <param name="cancellationToken">The user wants it to stop.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliContext context, CancellationToken cancellationToken)
    {
        ParseResult parsed = Create(context).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Fail(context, ExitCodes.Unusable, $"{Problem(parsed)} (see capacity {VerbOf(parsed)}--help)");
        }

        InvocationConfiguration invocation = new()
        {
            Output = context.Output,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (InputException unusable)
        {
            return Fail(context, ExitCodes.Unusable, unusable.Message);
        }
        catch (WorkFailedException failed)
        {
            return Fail(context, ExitCodes.Failed, failed.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(context, ExitCodes.Failed, "stopped before it was done");
        }
    }

    private static RootCommand Create(CliContext context) => new(Description)
    {
        UpCommand.Create(context),
        SampleCommand.Create(context),
        ImportCommand.Create(context),
        ForecastCommand.Create(context),
        TrainCommand.Create(context),
        BacktestCommand.Create(context),
        SimulateCommand.Create(context),
        DecisionCommand.CreatePlan(context),
        DecisionCommand.CreateAllocate(context),
    };

    private static string Problem(ParseResult parsed) => parsed switch
    {
        { CommandResult.Command: not RootCommand } => parsed.Errors[0].Message.TrimEnd('.'),
        { UnmatchedTokens: [{ } unknown, ..] } => $"there is no verb or option '{unknown}'",
        _ => "a verb is needed",
    };

    private static string VerbOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? string.Empty : $"{parsed.CommandResult.Command.Name} ";

    private static int Fail(CliContext context, int exitCode, string message)
    {
        context.Error.WriteLine($"capacity: {OneLine(message)}");
        return exitCode;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
