using System.Diagnostics;
using System.Text;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Tests.CommandLine;

namespace CapacityFunctions.Cli.Tests.Files;

public sealed class UsageFileTests
{
    private const string Header = "account_id,timestamp,resource_type,value\n";

    [Fact]
    public void Read_ColumnsInAnyOrder_AreFoundByName()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write(
            "u.csv", "zone,VALUE,note,timestamp,account_id,resource_type\n2,1.5,\"a, b\",2026-11-02T00:05:00Z,a,cpu\n,3e2,,2026-11-02T01:05:00+01:00,\"b \"\"x\"\"\",cpu\n");

        UsageRow[] rows = [.. UsageFile.Read(path)];

        DateTimeOffset instant = new(2026, 11, 2, 0, 5, 0, TimeSpan.Zero);
        Assert.Equal([new("a", "cpu", instant, 1.5, "2", 2), new("b \"x\"", "cpu", instant, 300, null, 3)], rows);
    }

    [Fact]
    public void Read_Gzip_IsUnpacked()
    {
        using TemporaryFolder folder = new();
        string path = folder.WriteGzip("u.csv.gz", Header + "a,2026-11-02T00:05:00Z,cpu,1\n");

        Assert.Single(UsageFile.Read(path));
    }

    [Theory]
    [InlineData("2026-11-02T00:05:00Z")]
    [InlineData("2026-11-02T00:05Z")]
    [InlineData("2026-11-02 00:05:00")]
    [InlineData("2026-11-02T02:05:00.000+02:00")]
    public void Read_IsoNotations_AreTheSameInstant(string timestamp)
    {
        using TemporaryFolder folder = new();

        UsageRow row = Assert.Single(UsageFile.Read(folder.Write("u.csv", Header + $"a,{timestamp},cpu,1\n")));

        Assert.Equal((new DateTimeOffset(2026, 11, 2, 0, 5, 0, TimeSpan.Zero), TimeSpan.Zero), (row.Timestamp, row.Timestamp.Offset));
    }

    [Theory]
    [InlineData("a,02/11/2026,cpu,1\n", "u.csv:2:2: timestamp '02/11/2026' is not an ISO 8601 instant")]
    [InlineData("a,2026-11-02T00:05:00Z,cpu,1\na,2026-13-02T00:05:00Z,cpu,1\n", "u.csv:3:2: timestamp '2026-13-02T00:05:00Z'")]
    [InlineData("a,2026-11-02T00:05:00Z,cpu,many\n", "u.csv:2:4: value 'many' is not a number")]
    [InlineData("a,2026-11-02T00:05:00Z,cpu,\n", "u.csv:2:4: value '' is not a number")]
    [InlineData("a,2026-11-02T00:05:00Z\n", "u.csv:2:4: value '' is not a number")]
    [InlineData("a,2026-11-02T00:05:00Z,cpu,\"1\"x\n", "u.csv:2:")]
    public void Read_UnreadableRow_NamesLineAndField(string rows, string expected)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("u.csv", Header + rows);

        InputException error = Assert.Throws<InputException>(() => UsageFile.Read(path).Count());

        Assert.StartsWith(folder.PathOf(expected), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("account_id,timestamp,value\n", "1:1: the header has no column resource_type")]
    [InlineData("account_id,timestamp,value,resource_type,value\n", "1:5: the header names value twice")]
    [InlineData("", "1:1: the file is empty")]
    public void Read_UnusableHeader_SaysWhatIsMissing(string content, string expected)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("u.csv", content);

        InputException error = Assert.Throws<InputException>(() => UsageFile.Read(path).Count());

        Assert.StartsWith($"{path}:{expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HeaderOnly_IsEmpty()
    {
        using TemporaryFolder folder = new();

        Assert.Empty(UsageFile.Read(folder.Write("u.csv", Header)));
    }

    [Fact]
    public void Read_MissingFile_SaysSo()
    {
        using TemporaryFolder folder = new();

        InputException error = Assert.Throws<InputException>(() => UsageFile.Read(folder.PathOf("none.csv")).Count());

        Assert.Equal($"{folder.PathOf("none.csv")}: there is no such file", error.Message);
    }

    [Fact]
    public void Read_PlainTextNamedGzip_SaysItIsNoGzip()
    {
        using TemporaryFolder folder = new();

        InputException error = Assert.Throws<InputException>(() => UsageFile.Read(folder.Write("u.csv.gz", Header)).Count());

        Assert.Contains("not a valid gzip file", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,2026-11-02T00:05:00Z,cpu,-1", "2:4: value -1 is not a finite amount")]
    [InlineData("a,2026-11-02T00:05:00Z,cpu,NaN", "2:4: value NaN is not a finite amount")]
    [InlineData("*,2026-11-02T00:05:00Z,cpu,1", "2:1: account_id '*' is not a valid name")]
    [InlineData("a,2026-11-02T00:05:00Z,,1", "2:3: resource_type '' is not a valid name")]
    public void ReadObservations_RowThatMakesNoSense_NamesLineAndField(string row, string expected)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("u.csv", Header + row + "\n");

        InputException error = Assert.Throws<InputException>(() => UsageFile.ReadObservations(path).Count());

        Assert.StartsWith($"{path}:{expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadObservations_HalfAMillionRows_TakesSeconds()
    {
        StringBuilder content = new(Header);
        DateTimeOffset instant = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 500_000; i++)
        {
            content.Append("account-").Append(i % 50).Append(',').Append(IsoInstant.Format(instant.AddMinutes(i / 50 * 5))).Append(",cpu,").Append(i % 97).Append(".25\n");
        }

        using TemporaryFolder folder = new();
        string path = folder.Write("u.csv", content.ToString());
        long started = Stopwatch.GetTimestamp();

        Assert.Equal(500_000, UsageFile.ReadObservations(path).Count());

        // The aim is 2 s on a machine of one's own; three times that absorbs whatever else runs here.
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 6);
    }
}
