using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Tests.Rows;

public sealed class OptimisticTests
{
    [Fact]
    public async Task WriteAsync_LostTwice_TriesAThirdTime()
    {
        int rounds = 0;

        string result = await Optimistic.WriteAsync("a row", () => Task.FromResult(++rounds < 3 ? null : "written"));

        Assert.Equal("written", result);
        Assert.Equal(3, rounds);
    }

    [Fact]
    public async Task WriteAsync_AlwaysLost_IsANamedConflict()
    {
        ConcurrencyConflictException conflict = await Assert.ThrowsAsync<ConcurrencyConflictException>(() =>
            Optimistic.WriteAsync("the zone", () => Task.FromResult<string?>(null)));

        Assert.Contains("the zone", conflict.Message, StringComparison.Ordinal);
    }
}
