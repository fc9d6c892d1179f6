using System.CommandLine;
using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Cli.Samples;

/// <summary>The verb <c>sample</c>.</summary>
internal static class SampleCommand
{
    public static Command Create(CliContext context)
    {
        Option<string> output = new("--output")
        {
            Description = "Directory for usage.csv, accounts.json and signals.csv; made when missing, files of these names are replaced",
            HelpName = "DIR",
            Required = true,
        };
        Option<int> accounts = CliOptions.Integer("--accounts", "How many accounts", 1, SampleOptions.MostAccounts, 30);
        Option<int> weeks = CliOptions.Integer("--weeks", "Weeks of history at five minutes, up to 2026-11-02T00:00:00Z", 1, SampleOptions.MostWeeks, 4);
        Option<long> seed = CliOptions.Seed("Same seed, same bytes", SampleOptions.DefaultSeed);
        Option<bool> gzip = new("--gzip") { Description = "Pack the usage: usage.csv.gz" };

        Command command = new("sample", "Write a generated sample organisation as files: usage, accounts, signals, performance")
        {
            output, accounts, weeks, seed, gzip,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            SampleOrganisation sample = SampleOrganisation.Generate(new SampleOptions
            {
                Accounts = parsed.GetValue(accounts),
                Weeks = parsed.GetValue(weeks),
                Seed = parsed.GetValue(seed),
            });
            Write(sample, parsed.GetRequiredValue(output), parsed.GetValue(gzip), context.Output, cancellationToken);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Write(SampleOrganisation sample, string folder, bool gzip, TextWriter output, CancellationToken cancellationToken)
    {
        string usagePath = Path.Combine(folder, gzip ? "usage.csv.gz" : "usage.csv");
        long rows = 0;
        using (StreamWriter writer = OutputFile.Create(usagePath))
        {
            writer.WriteLine(UsageFile.Header);
            foreach (ResourceUsage usage in sample.Usage())
            {
                cancellationToken.ThrowIfCancellationRequested();
                UsageFile.WriteRow(
                    writer, usage.AccountId.Value, usage.Timestamp, usage.ResourceType.Value, usage.AmountUsed, usage.Zone);
                writer.WriteLine();
                rows++;
            }
        }

        using (StreamWriter writer = OutputFile.Create(Path.Combine(folder, "accounts.json")))
        {
            AccountsFile.Write(writer, sample.Accounts);
        }

        using (StreamWriter writer = OutputFile.Create(Path.Combine(folder, "signals.csv")))
        {
            writer.WriteLine(SignalsFile.Header);
            foreach (SignalValue signal in sample.Signals)
            {
                SignalsFile.WriteRow(writer, signal);
                writer.WriteLine();
            }
        }

        long measurements = 0;
        using (StreamWriter writer = OutputFile.Create(Path.Combine(folder, "performance.csv")))
        {
            writer.WriteLine(PerformanceFile.Header);
            foreach (AccountPerformance performance in sample.Performance())
            {
                cancellationToken.ThrowIfCancellationRequested();
                PerformanceFile.WriteRow(writer, performance);
                writer.WriteLine();
                measurements++;
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{SampleOrganisation.Label}, seed {sample.Options.Seed}: {sample.Accounts.Count} accounts, {rows} observations from {IsoInstant.Format(sample.First)} to {IsoInstant.Format(sample.Last)}, {sample.Signals.Count} signal values, {measurements} measurements of performance, written to {folder}"));
    }
}
