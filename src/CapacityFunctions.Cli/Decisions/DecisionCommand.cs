using System.CommandLine;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Files;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Cli.Decisions;

/// <summary>The verbs <c>plan</c> and <c>allocate</c>: one file in, one decision out.</summary>
internal static class DecisionCommand
{
    public static Command CreatePlan(CliContext context) => Create<ReservationPlanningInput>(
        context,
        "plan",
        "Decide once, offline, what to reserve for every account; the result is JSON",
        "Plan JSON: resource type, policy, zones, accounts with demand, overrides; group demand, cool-downs",
        PlanFile.Read,
        input => PlanFile.Write(CapacityReservationManager.Plan(input)));

    public static Command CreateAllocate(CliContext context) => Create<AllocationInput>(
        context,
        "allocate",
        "Decide once, offline, how capacity is divided among accounts; the result is JSON",
        "Allocate JSON: capacity, limits, accounts with usage, demand and guarantees",
        AllocateFile.Read,
        input => AllocateFile.Write(ResourceAllocationController.Allocate(input)));

    private static Command Create<TInput>(
        CliContext context,
        string name,
        string description,
        string inputDescription,
        Func<string, DateTimeOffset, ReadOutcome<TInput>> read,
        Func<TInput, string> decide)
    {
        Option<string> input = CliOptions.InputFile("--input", inputDescription, required: true);
        Option<string?> report = new("--report") { Description = "Also write the result to this file", HelpName = "FILE" };
        Command command = new(name, description) { input, report };
        command.SetAction((parsed, _) =>
        {
            string path = parsed.GetRequiredValue(input);
            string result = decide(InputText.Accept(path, read(InputText.Of(path), context.Time.GetUtcNow())));
            if (parsed.GetValue(report) is { } reportPath)
            {
                using StreamWriter writer = OutputFile.Create(reportPath);
                writer.WriteLine(result);
            }

            context.Output.WriteLine(result);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
