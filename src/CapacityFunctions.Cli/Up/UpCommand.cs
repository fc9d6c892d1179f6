using System.CommandLine;
using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Up;

/// <summary>The verb <c>up</c>.</summary>
internal static class UpCommand
{
    private const string StorageSetting = "AzureWebJobsStorage";
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";

    public static Command Create(CliContext context)
    {
        Option<bool> sample = new("--sample") { Description = "Run the generated sample organisation: 30 accounts, 4 weeks at five minutes, going on as the clock moves" };
        Option<string?> usage = new("--usage") { Description = "Run your own usage CSV; the clock is moved so that its newest observation is now", HelpName = "FILE" };
        Option<string?> accounts = new("--accounts") { Description = "With --usage: accounts JSON; accounts that it does not describe get defaults", HelpName = "FILE" };
        Option<string?> signals = new("--signals") { Description = "With --usage: signals CSV", HelpName = "FILE" };
        Option<string?> performance = new("--performance") { Description = "With --usage: performance CSV (account_id,timestamp,latency_ms,throughput)", HelpName = "FILE" };
        Option<DateTimeOffset?> at = CliOptions.Instant("--at", "With --usage: begin at this instant of the file instead of at its newest observation; what follows it is fed as the clock moves");
        Option<int> port = CliOptions.Integer("--port", "Port of the app on this machine", 1, 65535, 7071);
        Option<string?> data = new("--data") { Description = "Data directory; .capacity/sample or .capacity/NAME-HASH of the usage when left out", HelpName = "DIR" };
        Option<bool> once = new("--once") { Description = "Stop after the first cycle; exit status 1 when it failed" };

        Command command = new("up", "Run the whole system on this machine: storage emulator, app, data, a first cycle, then one every five minutes")
        {
            sample, usage, accounts, signals, performance, at, port, data, once,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(sample) && result.GetValue(usage) is not null)
            {
                result.AddError("--sample and --usage exclude each other");
            }
            else if (result.GetValue(usage) is null && (result.GetValue(accounts) ?? result.GetValue(signals) ?? result.GetValue(performance)) is not null)
            {
                result.AddError("--accounts, --signals and --performance go with --usage");
            }
            else if (result.GetValue(usage) is null && result.GetResult(at) is not null)
            {
                result.AddError("--at goes with --usage");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            DataSource? source = parsed.GetValue(sample)
                ? SampleSource.Create()
                : parsed.GetValue(usage) is { } path
                    ? FileSource.Read(path, parsed.GetValue(accounts), parsed.GetValue(signals), parsed.GetValue(performance), parsed.GetValue(at))
                    : null;
            string storage = Environment.GetEnvironmentVariable(StorageSetting) is { Length: > 0 } set ? set : DevelopmentStorage;
            UpOptions options = new()
            {
                Port = parsed.GetValue(port),
                Folder = Path.GetFullPath(parsed.GetValue(data) ?? source?.Folder ?? Path.Combine(".capacity", "own")),
                Once = parsed.GetValue(once),
                Storage = storage,
            };
            return new LocalSystem(source, options, new AppLauncher(), new StorageKeySource(storage), context).RunAsync(cancellationToken);
        });
        return command;
    }
}
