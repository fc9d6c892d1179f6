using Azure.Data.Tables;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Tests.Rows;

public sealed class RowOperationsTests
{
    [Fact]
    public void Batches_ManySmallRows_HoldAtMostAHundredInOrder()
    {
        TableEntity[] rows = [.. Enumerable.Range(0, 250).Select(index => new TableEntity("p", $"{index:D3}"))];

        IReadOnlyList<TableEntity>[] batches = [.. RowOperations.Batches(rows)];

        Assert.Equal([100, 100, 50], batches.Select(batch => batch.Count));
        Assert.Equal(rows, batches.SelectMany(batch => batch));
    }

    [Fact]
    public void Batches_LargeRows_StayBelowFourMebibytes()
    {
        // 900 KiB are 1.2 MiB as base64: two fit under the 3 MiB that leave room for the envelope.
        TableEntity[] rows = [.. Enumerable.Range(0, 5).Select(Large)];

        Assert.Equal([2, 2, 1], RowOperations.Batches(rows).Select(batch => batch.Count));
    }

    [Fact]
    public void Batches_Nothing_IsNothing() => Assert.Empty(RowOperations.Batches([]));

    private static TableEntity Large(int index)
    {
        TableEntity row = new("p", $"{index}");
        row.SetBytes("Bytes", new byte[Columns.MostBytesInRow]);
        return row;
    }
}
