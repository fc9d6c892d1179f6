using System.Text;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Cli.Tests.Up;
using CapacityFunctions.Cli.Up;

namespace CapacityFunctions.Cli.Tests.Imports;

public sealed class ImportCommandTests : IDisposable
{
    private const string Header = "account_id,timestamp,resource_type,value\n";
    private readonly TemporaryFolder _folder = new();
    private readonly FakeSystem _system = new();
    private readonly int _port = FakeSystem.FreePort();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_GoodAndBadRows_CountsAndShowsTheFirstRejections()
    {
        StringBuilder usage = new(Header);
        for (int minute = 0; minute < 15; minute++)
        {
            usage.Append("a,2026-11-02T00:").Append(minute.ToString("00")).Append(":00Z,cpu,").Append(minute == 0 ? "1" : "-1").Append('\n');
        }

        await using IRunningApp app = _system.Start(_port);
        Invocation invocation = await ImportAsync(
            usage.ToString(), "--accounts", _folder.Write("a.json", """[{"id":"a"}]"""), "--signals", _folder.Write("s.csv", "signal,scope,timestamp,value\nc,*,2026-11-03,1\n"));

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        Assert.Equal(["a,2026-11-02T00:00:00Z,cpu,1,"], _system.Usage);
        string[] lines = invocation.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("accounts: 1 sent", lines[0]);
        Assert.Equal("usage: 1 rows accepted, 14 rejected", lines[1]);
        Assert.Equal($"  {_folder.PathOf("u.csv")}:3: negative", lines[2]);
        Assert.Equal("  … and 4 more", lines[12]);
        Assert.Equal("signals: 1 rows accepted, 0 rejected", lines[13]);
    }

    [Fact]
    public async Task Import_Calendar_IsSentAsItIsAndItsRejectionsNameTheEvent()
    {
        await using IRunningApp app = _system.Start(_port);
        string calendar = _folder.Write("s.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");

        Invocation invocation = await ImportAsync(
            Header + "a,2026-11-02T00:00:00Z,cpu,1\n", "--accounts", _folder.Write("a.json", """[{"id":"a"}]"""), "--signals", calendar);

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        string[] lines = invocation.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["signals: 2 rows accepted, 1 rejected", $"  {calendar}:3: event x: recurs Secondly"], lines[^2..]);
    }

    [Fact]
    public async Task Import_Performance_IsSentAndItsRejectionsName()
    {
        await using IRunningApp app = _system.Start(_port);
        string performance = _folder.Write(
            "p.csv", "account_id,timestamp,latency_ms,throughput\na,2026-11-02T00:00:00Z,180.5,\nb,2026-11-02T00:00:00Z,1,2\na,2026-11-02T00:05:00Z,,40\n");

        Invocation invocation = await ImportAsync(
            Header + "a,2026-11-02T00:00:00Z,cpu,1\n", "--accounts", _folder.Write("a.json", """[{"id":"a"}]"""), "--performance", performance);

        Assert.Equal(ExitCodes.Success, invocation.ExitCode);
        Assert.Equal(["a,2026-11-02T00:00:00Z,180.5,", "a,2026-11-02T00:05:00Z,,40"], _system.Performance);
        string[] lines = invocation.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["performance: 2 rows accepted, 1 rejected", $"  {performance}:3: unknown account"], lines[^2..]);
    }

    [Fact]
    public async Task Import_PerformanceThatIsNoNumber_NamesLineAndColumnAndSendsNothing()
    {
        await using IRunningApp app = _system.Start(_port);
        string performance = _folder.Write("p.csv", "account_id,timestamp,latency_ms,throughput\na,2026-11-02T00:00:00Z,fast,\n");

        Invocation invocation = await ImportAsync(Header + "a,2026-11-02T00:00:00Z,cpu,1\n", "--performance", performance);

        Assert.Equal($"capacity: {performance}:2:3: latency_ms 'fast' is not a number", invocation.UnusableLine());
        Assert.Equal(0, _system.UsageRequests);
    }

    [Fact]
    public async Task Import_NothingListens_EndsWithOne()
    {
        Invocation invocation = await ImportAsync(Header + "a,2026-11-02T00:00:00Z,cpu,1\n");

        Assert.Equal(ExitCodes.Failed, invocation.ExitCode);
        Assert.StartsWith($"capacity: http://127.0.0.1:{_port}/ cannot be reached", invocation.Error, StringComparison.Ordinal);
        Assert.Single(invocation.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Import_AllRefused_EndsWithOne()
    {
        await using IRunningApp app = _system.Start(_port);

        Invocation invocation = await ImportAsync(Header + "stranger,2026-11-02T00:00:00Z,cpu,1\n");

        Assert.Equal(ExitCodes.Failed, invocation.ExitCode);
        Assert.Contains("unknown account stranger", invocation.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WrongKey_SaysThatTheKeyIsNotAccepted()
    {
        await using IRunningApp app = _system.Start(_port);

        Invocation invocation = await ImportWithAsync("guess", Header + "a,2026-11-02T00:00:00Z,cpu,1\n");

        Assert.Equal(ExitCodes.Failed, invocation.ExitCode);
        Assert.Contains("401: the function key is not accepted", invocation.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_UnreadableRow_EndsWithTwo()
    {
        await using IRunningApp app = _system.Start(_port);

        Invocation invocation = await ImportAsync(Header + "a,2026-11-02T00:00:00Z,cpu,many\n");

        Assert.Equal($"capacity: {_folder.PathOf("u.csv")}:2:4: value 'many' is not a number", invocation.UnusableLine());
    }

    [Fact]
    public async Task Import_UrlThatIsNone_EndsWithTwo()
    {
        Invocation invocation = await Invocation.RunAsync("import", "--input", "u.csv", "--url", "somewhere");

        Assert.Contains("--url: 'somewhere' is not an http or https address", invocation.UnusableLine(), StringComparison.Ordinal);
    }

    private Task<Invocation> ImportAsync(string usage, params string[] more) => ImportWithAsync(FakeSystem.Key, usage, more);

    private Task<Invocation> ImportWithAsync(string key, string usage, params string[] more) => Invocation.RunAsync(
        ["import", "--input", _folder.Write("u.csv", usage), "--url", $"http://127.0.0.1:{_port}", "--key", key, .. more]);
}
