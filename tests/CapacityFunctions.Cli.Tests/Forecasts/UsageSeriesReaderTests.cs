using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Forecasts;

public sealed class UsageSeriesReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Zones_AreAddedUpAfterTheHighestOfEachStep()
    {
        UsageSeries series = Assert.Single(UsageSeriesReader.Read(
            _folder.Write(
                "u.csv",
                """
                account_id,timestamp,resource_type,value,zone
                a,2026-11-02T00:00:00Z,cpu,1,1
                a,2026-11-02T00:04:00Z,cpu,3,1
                a,2026-11-02T00:00:00Z,cpu,10,2
                a,2026-11-02T00:05:00Z,cpu,20,2
                a,2026-11-02T00:15:00Z,cpu,2,1
                a,2026-11-02T00:15:00Z,cpu,2,1
                a,2026-11-02T00:20:00Z,cpu,1,1
                a,2026-11-02T00:25:00Z,cpu,1,1

                """),
            TimeSpan.FromMinutes(5)));

        // 00:00: max(1, 3) + 10; 00:05: zone 2 only; 00:10: nobody; 00:15: zone 1, one of two equal rows.
        Assert.Equal([13, 20, 0, 2, 1, 1], series.Series.Values.ToArray());
        Assert.Equal([false, false, true, false, false, false], series.Series.Missing.ToArray());
        Assert.Equal((8, 1, 1), (series.Observations, series.Duplicates, series.Merged));
    }

    [Fact]
    public void Read_CoarserStep_LeavesOutTheHourThatIsNotOver()
    {
        string rows = string.Concat(Enumerable.Range(0, 18).Select(i => $"a,2026-11-02T{i / 12:00}:{i % 12 * 5:00}:00Z,cpu,{i}\n"));

        UsageSeries series = Assert.Single(UsageSeriesReader.Read(
            _folder.Write("u.csv", "account_id,timestamp,resource_type,value\n" + rows), TimeSpan.FromHours(1)));

        Assert.Equal([11], series.Series.Values.ToArray());
    }

    [Fact]
    public void Read_SeveralSeries_AreOrderedByAccountThenResource()
    {
        IReadOnlyList<UsageSeries> series = UsageSeriesReader.Read(
            _folder.Write(
                "u.csv",
                "account_id,timestamp,resource_type,value\nb,2026-11-02T00:05:00Z,cpu,1\nb,2026-11-02T00:00:00Z,cpu,1\na,2026-11-02T00:00:00Z,ram,1\na,2026-11-02T00:00:00Z,cpu,1\n"),
            step: null);

        Assert.Equal(["a cpu", "a ram", "b cpu"], series.Select(one => $"{one.AccountId} {one.ResourceType}"), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("", "holds no observation")]
    [InlineData("a,2026-11-02T00:00:00Z,cpu,1\n", "has no step of its own, say it with --frequency")]
    public void Read_TooLittle_SaysWhatIsMissing(string rows, string expected)
    {
        string path = _folder.Write("u.csv", "account_id,timestamp,resource_type,value\n" + rows);

        InputException error = Assert.Throws<InputException>(() => UsageSeriesReader.Read(path, step: null));

        Assert.Equal($"{path}: {expected}", error.Message);
    }
}
