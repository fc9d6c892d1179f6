using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Imports;

namespace CapacityFunctions.Cli.Tests.Imports;

public sealed class UsageBatchesTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Cut_ManySeriesInOrderOfTime_KeepsEveryRowAndNeverSplitsADay()
    {
        UsageRow[] rows = [.. Enumerable.Range(0, 40 * 288).SelectMany(step => new[] { "b", "a", "c" }
            .Select((account, i) => new UsageRow(account, "cpu", Start.AddMinutes(5 * step), step, null, 2 + (3 * step) + i)))];

        UsageBatch[] batches = [.. UsageBatches.Cut(rows)];

        Assert.Equal(rows.Length, batches.Sum(batch => batch.Lines.Count));
        Assert.All(batches, batch => Assert.InRange(batch.Lines.Count, 1, UsageBatches.MostRows));
        Assert.Equal(rows.Select(row => row.Line).Order(), batches.SelectMany(batch => batch.Lines).Order());
        (string Series, int Batch)[] days = [.. batches.SelectMany((batch, number) => Rows(batch)
            .Select(row => (Series: $"{row.Split(',')[0]} {row.Split(',')[1][..10]}", Batch: number)))];
        Assert.All(days.GroupBy(day => day.Series, StringComparer.Ordinal), day => Assert.Single(day.Select(row => row.Batch).Distinct()));
    }

    [Fact]
    public void Cut_MoreRowsInADayThanFit_CutsInsideTheDay()
    {
        UsageRow[] rows = [.. Enumerable.Range(0, 25_000).Select(second => new UsageRow("a", "cpu", Start.AddSeconds(second), 1, null, second + 2))];

        Assert.Equal([10_000, 10_000, 5_000], UsageBatches.Cut(rows).Select(batch => batch.Lines.Count));
    }

    [Fact]
    public void Cut_RowThatMakesNoSense_IsSentAsItIs()
    {
        UsageBatch batch = Assert.Single(UsageBatches.Cut([new UsageRow("a,b", "cpu", Start, double.NaN, "1", 7)]));

        Assert.Equal("account_id,timestamp,resource_type,value,zone\n\"a,b\",2026-10-01T00:00:00Z,cpu,NaN,1\n", batch.Csv);
        Assert.Equal([7], batch.Lines);
    }

    private static string[] Rows(UsageBatch batch) => batch.Csv.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
}
