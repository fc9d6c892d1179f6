using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Tests.CommandLine;
using CapacityFunctions.Cli.Up;

namespace CapacityFunctions.Cli.Tests.Up;

public sealed class FileSourceTests : IDisposable
{
    private const string Usage = """
        account_id,timestamp,resource_type,value
        a,2026-11-01T00:10:00Z,cpu,3
        a,2026-11-01T00:00:00Z,cpu,1
        b,2026-11-01T00:05:00Z,cpu,2
        c,2026-11-01T02:00:00Z,cpu,4

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WithoutAt_BeginsAtTheNewestObservationAndNothingFollows()
    {
        FileSource source = Read(at: null);

        Assert.Equal(Instant("02:00"), source.Newest);
        Assert.Equal(4, source.History().Count());
        Assert.Empty(source.After(source.Newest));
    }

    [Fact]
    public void Read_At_TheHistoryEndsThereAndTheRestFollowsInOrder()
    {
        FileSource source = Read(at: Instant("00:07"));

        // The newest observation up to 00:07 is b's of 00:05; a's of 00:10 and c's of 02:00 come later, in that order.
        Assert.Equal(Instant("00:05"), source.Newest);
        Assert.Equal(["a", "b"], source.History().Select(row => row.AccountId).Order(StringComparer.Ordinal));
        Assert.Equal(["a", "c"], source.After(source.Newest).Select(row => row.AccountId));
        Assert.Equal(3, source.Accounts.Count);
    }

    [Fact]
    public void Read_AtAnotherInstant_IsAnotherOrganisation() => Assert.NotEqual(Read(at: null).Prefix, Read(at: Instant("00:07")).Prefix);

    [Fact]
    public void Read_AtBeforeEverything_SaysSo() =>
        Assert.Contains("--at", Assert.Throws<InputException>(() => Read(Instant("00:00").AddDays(-1))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_MostAccountsEndEarlier_NamesABetterBeginning()
    {
        // a ends at 00:10 and b at 00:05, c goes on to 02:00: two of three are silent by then; the median end is a's.
        Assert.Equal(new BetterBeginning(Instant("00:10"), Silent: 2, Accounts: 3), Read(at: null).BetterBeginning);
        Assert.Null(Read(at: Instant("00:10")).BetterBeginning);
    }

    [Fact]
    public void Read_Performance_FollowsInTheOrderOfTimeAndIsAnotherOrganisation()
    {
        string performance = _folder.Write(
            "p.csv",
            """
            account_id,timestamp,latency_ms,throughput
            a,2026-11-01T00:20:00Z,180,40
            a,2026-11-01T00:10:00Z,150.5,
            b,2026-11-01T00:15:00Z,,7

            """);

        FileSource source = FileSource.Read(_folder.Write("u.csv", Usage), null, null, performance);

        Assert.Equal([("b", null, 7.0), ("a", 180.0, 40.0)], source.PerformanceAfter(Instant("00:10"))
            .Select(row => (row.AccountId.Value, row.Sample.LatencyMs, row.Sample.Throughput)));
        Assert.NotEqual(Read(at: null).Prefix, source.Prefix);
    }

    [Fact]
    public void Read_PerformanceThatIsNone_NamesLineAndField() => Assert.Contains(
        "p.csv:2",
        Assert.Throws<InputException>(() => FileSource.Read(
            _folder.Write("u.csv", Usage), null, null, _folder.Write("p.csv", "account_id,timestamp,latency_ms,throughput\na,yesterday,1,2\n"))).Message,
        StringComparison.Ordinal);

    private static DateTimeOffset Instant(string time) =>
        IsoInstant.TryParse($"2026-11-01T{time}:00Z", out DateTimeOffset instant) ? instant : throw new ArgumentException(time, nameof(time));

    private FileSource Read(DateTimeOffset? at) => FileSource.Read(_folder.Write("u.csv", Usage), null, null, at: at);
}
