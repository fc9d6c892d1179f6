using System.CommandLine;
using System.CommandLine.Parsing;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Http;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Cli.Imports;

/// <summary>The verb <c>import</c>.</summary>
internal static class ImportCommand
{
    /// <summary>The environment variable that holds the key when <c>--key</c> is left out: command lines show in process lists.</summary>
    public const string KeyVariable = "CAPACITY_FUNCTION_KEY";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static Command Create(CliContext context)
    {
        Option<string> input = CliOptions.InputFile("--input", "Usage CSV (account_id,timestamp,resource_type,value[,zone]); .gz is read too", required: true);
        Option<Uri> url = new("--url")
        {
            Description = "Address of the running system",
            HelpName = "URL",
            DefaultValueFactory = _ => new Uri("http://localhost:7071"),
            CustomParser = ParseUrl,
        };
        Option<string?> key = new("--key") { Description = $"Function key of the system; when left out, the environment variable {KeyVariable}", HelpName = "KEY" };
        Option<string?> accounts = new("--accounts") { Description = "Accounts JSON, sent before the usage: an account that the system does not know has its usage rejected", HelpName = "FILE" };
        Option<string?> signals = new("--signals") { Description = "Signals CSV (signal,scope,timestamp,value), or a calendar (.ics)", HelpName = "FILE" };
        Option<string?> performance = new("--performance") { Description = "Performance CSV (account_id,timestamp,latency_ms,throughput)", HelpName = "FILE" };

        Command command = new("import", "Send usage, accounts, signals and performance to a running system") { input, url, key, accounts, signals, performance };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using HttpClient http = new() { BaseAddress = parsed.GetRequiredValue(url), Timeout = Timeout };
            string? secret = parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable);
            return await RunAsync(
                new Importer(new CapacityClient(http, secret, context.Time)),
                parsed.GetRequiredValue(input),
                parsed.GetValue(accounts),
                parsed.GetValue(signals),
                parsed.GetValue(performance),
                context.Output,
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Importer importer,
        string input,
        string? accountsPath,
        string? signalsPath,
        string? performancePath,
        TextWriter output,
        CancellationToken cancellationToken)
    {
        // Small files are read before anything is sent, so that an unreadable one leaves nothing half done.
        IReadOnlyList<LinkedAccount>? accounts = accountsPath is null ? null : AccountsFile.Read(accountsPath);
        string? calendar = signalsPath?.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) == true ? InputText.Of(signalsPath) : null;
        SignalValue[]? signals = signalsPath is null || calendar is not null ? null : [.. SignalsFile.Read(signalsPath)];
        AccountPerformance[]? performance = performancePath is null ? null : [.. PerformanceFile.Read(performancePath)];
        if (accounts is not null)
        {
            await importer.PutAccountsAsync(accounts, cancellationToken);
            await output.WriteLineAsync($"accounts: {accounts.Count} sent");
        }

        ImportCount usage = await importer.PostUsageAsync(UsageBatches.Cut(UsageFile.Read(input)), cancellationToken);
        await WriteAsync(usage.Report("usage", input), output);
        bool refused = usage.IsRefusal;
        if (signalsPath is not null)
        {
            ImportCount sent = calendar is not null
                ? await importer.PostCalendarAsync(calendar, cancellationToken)
                : await importer.PostSignalsAsync(signals!, cancellationToken);
            await WriteAsync(sent.Report("signals", signalsPath!), output);
            refused |= sent.IsRefusal;
        }

        if (performance is not null)
        {
            ImportCount sent = await importer.PostPerformanceAsync(performance, cancellationToken);
            await WriteAsync(sent.Report("performance", performancePath!), output);
            refused |= sent.IsRefusal;
        }

        return refused ? throw new WorkFailedException("the system refused every row of a file") : ExitCodes.Success;
    }

    private static async Task WriteAsync(IEnumerable<string> lines, TextWriter output)
    {
        foreach (string line in lines)
        {
            await output.WriteLineAsync(line);
        }
    }

    private static Uri? ParseUrl(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out Uri? url) &&
            (string.Equals(url.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) || string.Equals(url.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)))
        {
            return url;
        }

        argument.AddError($"--url: '{text}' is not an http or https address");
        return null;
    }
}
