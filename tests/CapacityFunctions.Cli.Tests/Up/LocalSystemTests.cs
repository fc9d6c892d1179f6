using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Cli.Up;

namespace CapacityFunctions.Cli.Tests.Up;

public sealed class LocalSystemTests : IDisposable
{
    private const string Usage = """
        account_id,timestamp,resource_type,value
        b,2026-11-01T23:50:00Z,cpu,2
        a,2026-11-01T23:58:00Z,cpu,1
        a,2026-11-01T23:50:00Z,cpu,-1

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeSystem _system = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_UsageOnce_SendsDataAndShowsTheCycle()
    {
        (int exitCode, string output) = await RunAsync(FileSource.Read(_folder.Write("u.csv", Usage), null, null));

        Assert.Equal(ExitCodes.Success, exitCode);
        Assert.Equal(["a", "b"], _system.AccountIds.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(["a,2026-11-01T23:58:00Z,cpu,1,", "b,2026-11-01T23:50:00Z,cpu,2,"], _system.Usage.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Contains("Usage: 2 rows accepted, 1 rejected", output, StringComparison.Ordinal);
        Assert.Contains($"{_folder.PathOf("u.csv")}:4: negative", output, StringComparison.Ordinal);
        Assert.Contains("the newest observation, 2026-11-01T23:58:00Z, is now", output, StringComparison.Ordinal);
        Assert.Contains("2 accounts are described by no accounts file and have defaults: mode Recommend", output, StringComparison.Ordinal);
        Assert.Contains("cycle-20261102T0000Z completed in 2.5 s", output, StringComparison.Ordinal);
        Assert.All(_system.RequestedCycles, body => Assert.Contains("2026-11-02T00:00:00", body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_AccountsAndSignals_AreSentAsDescribed()
    {
        DataSource source = FileSource.Read(
            _folder.Write("u.csv", Usage),
            _folder.Write("a.json", """[{"id":"a","mode":"Enforce"},{"id":"z"}]"""),
            _folder.Write("s.csv", "signal,scope,timestamp,value\ncampaign,*,2026-11-03T00:00:00Z,1\n"));

        await RunAsync(source);

        Assert.Equal(["a", "b", "z"], _system.AccountIds.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(1, _system.SignalRows);
    }

    [Fact]
    public async Task Run_Twice_SendsOnceAndStartsAtTheSameInstant()
    {
        DataSource source = FileSource.Read(_folder.Write("u.csv", Usage), null, null);
        (_, string first) = await RunAsync(source);
        int requests = _system.UsageRequests;
        (_, string second) = await RunAsync(source);

        Assert.Equal(requests, _system.UsageRequests);
        Assert.Equal(3, _system.Launches.Count);
        Assert.Equal(TableOf(first), TableOf(second));

        // Every start: the boundary after 23:58 is now, but for the seconds that the test itself takes.
        DateTimeOffset boundary = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.All(_system.Launches, launch =>
        {
            TimeSpan offset = TimeSpan.ParseExact(launch.Environment["Capacity__ClockOffset"], "c", CultureInfo.InvariantCulture);
            Assert.InRange(TimeProvider.System.GetUtcNow() + offset, boundary, boundary.AddSeconds(30));
        });
    }

    [Fact]
    public async Task Run_StorageWasLost_SendsAgain()
    {
        DataSource source = FileSource.Read(_folder.Write("u.csv", Usage), null, null);
        await RunAsync(source);
        _system.LoseEverything();
        await RunAsync(source);

        Assert.Equal(2, _system.Usage.Count);
    }

    [Fact]
    public async Task Run_OtherContent_NeverMixesWithTheFirst()
    {
        DataSource first = FileSource.Read(_folder.Write("u.csv", Usage), null, null);
        DataSource second = FileSource.Read(_folder.Write("u.csv", Usage + "c,2026-11-01T23:50:00Z,cpu,2\n"), null, null);

        Assert.NotEqual(first.Prefix, second.Prefix, StringComparer.Ordinal);
        Assert.NotEqual(first.Folder, second.Folder, StringComparer.Ordinal);
        Assert.Matches("^u[0-9a-f]{8}$", first.Prefix);
        await RunAsync(first);
        AppLaunch launch = _system.Launches.First();
        Assert.All(
            new[] { "Capacity__TablePrefix", "TaskHubName", "AzureFunctionsWebHost__hostid" },
            setting => Assert.Equal(first.Prefix, launch.Environment[setting]));
    }

    [Fact]
    public async Task Run_Timers_RestWhileDataIsSentAndWithOnce()
    {
        await RunAsync(FileSource.Read(_folder.Write("u.csv", Usage), null, null), once: false, stopWhen: "Ctrl+C");

        Assert.Equal([true, false], _system.Launches.Select(launch => launch.Environment.ContainsKey("AzureWebJobs__CycleTimer__Disabled")));
        await RunAsync(FileSource.Read(_folder.PathOf("u.csv"), null, null));
        Assert.True(_system.Launches.Last().Environment.ContainsKey("AzureWebJobs__CycleTimer__Disabled"));
    }

    [Fact]
    public async Task Run_Stopped_EndsWithSuccessAfterShowingAddresses()
    {
        (int exitCode, string output) = await RunAsync(FileSource.Read(_folder.Write("u.csv", Usage), null, null), once: false, stopWhen: "Ctrl+C");

        Assert.Equal(ExitCodes.Success, exitCode);
        Assert.Contains($"/api/cycles/latest?code={FakeSystem.Key}", output, StringComparison.Ordinal);
        Assert.Contains($"/api/dashboard?code={FakeSystem.Key}", output, StringComparison.Ordinal);
        Assert.EndsWith("Stopped.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CycleFails_SaysWhyAndWhereTheLogIs()
    {
        _system.CycleStatus = "Failed";

        WorkFailedException failed = await Assert.ThrowsAsync<WorkFailedException>(
            () => RunAsync(FileSource.Read(_folder.Write("u.csv", Usage), null, null)));

        Assert.Contains("cycle-20261102T0000Z failed in 2.5 s: storage was away", failed.Message, StringComparison.Ordinal);
        Assert.Contains("app.log", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AppEnds_NamesItsLog()
    {
        _system.DiesWith = 134;

        WorkFailedException failed = await Assert.ThrowsAsync<WorkFailedException>(
            () => RunAsync(FileSource.Read(_folder.Write("u.csv", Usage), null, null)));

        Assert.StartsWith("the app has ended with 134; its log: ", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PortTaken_SaysSo()
    {
        int port = FakeSystem.FreePort();
        await using IRunningApp other = _system.Start(port);

        WorkFailedException failed = await Assert.ThrowsAsync<WorkFailedException>(
            () => RunAsync(FileSource.Read(_folder.Write("u.csv", Usage), null, null), port: port));

        Assert.StartsWith($"--port {port}: ", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SampleThatRanOn_StartsAtItsNewestObservation()
    {
        SampleSource sample = SampleSource.Create();
        Directory.CreateDirectory(_folder.PathOf("data"));
        new LocalState(sample.Identity, IsImported: true, sample.Newest.AddMinutes(35)).Write(_folder.PathOf("data"));

        // The stand-in holds no accounts yet, so the first start notices the loss and sends the history.
        await RunAsync(sample);

        Assert.Equal(30, _system.AccountIds.Count);
        Assert.DoesNotContain(_system.Usage, row => string.CompareOrdinal(row.Split(',')[1], "2026-11-02T00:00:00Z") > 0);

        new LocalState(sample.Identity, IsImported: true, sample.Newest.AddMinutes(35)).Write(_folder.PathOf("data"));
        (_, string again) = await RunAsync(sample);
        Assert.Contains("the newest observation, 2026-11-02T00:35:00Z, is now", again, StringComparison.Ordinal);
        Assert.Contains("generated sample data", again, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(DataSource source, bool once = true, string? stopWhen = null, int? port = null)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using StoppingWriter output = new(stopWhen, stop);
        using StringWriter error = new();
        UpOptions options = new()
        {
            Port = port ?? FakeSystem.FreePort(),
            Folder = _folder.PathOf("data"),
            Once = once,
            Storage = "UseDevelopmentStorage=true",
        };
        LocalSystem local = new(source, options, _system, _system, new CliContext { Output = output, Error = error });
        int exitCode = await local.RunAsync(stop.Token);
        return (exitCode, output.ToString());
    }

    private static string TableOf(string output) => output[output.IndexOf("account", output.IndexOf("cycle-", StringComparison.Ordinal), StringComparison.Ordinal)..];

    /// <summary>Presses Ctrl+C when a text has been written.</summary>
    private sealed class StoppingWriter : StringWriter
    {
        private readonly string? _text;
        private readonly CancellationTokenSource _stop;

        public StoppingWriter(string? text, CancellationTokenSource stop)
        {
            _text = text;
            _stop = stop;
            NewLine = "\n";
        }

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (_text is not null && value?.Contains(_text, StringComparison.Ordinal) == true)
            {
                await _stop.CancelAsync();
            }
        }
    }
}
