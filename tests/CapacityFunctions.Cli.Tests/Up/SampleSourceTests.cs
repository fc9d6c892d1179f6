using CapacityFunctions.Cli.Up;
using CapacityFunctions.Planning.Performance;

namespace CapacityFunctions.Cli.Tests.Up;

public sealed class SampleSourceTests
{
    [Fact]
    public void PerformanceAfter_AnInstantOfTheHistory_GoesOnBeyondItsEnd()
    {
        SampleSource source = SampleSource.Create();
        DateTimeOffset instant = source.Newest.AddMinutes(-10);

        AccountPerformance[] next = [.. source.PerformanceAfter(instant).TakeWhile(row => row.Sample.At <= source.Newest.AddMinutes(10))];

        // Four steps of up to twelve accounts: web, search, streams and orders, three of each.
        Assert.Equal(4, next.Select(row => row.Sample.At).Distinct().Count());
        Assert.InRange(next.Length, 40, 48);
        Assert.All(next, row => Assert.True(row.Sample.At > instant));
    }
}
