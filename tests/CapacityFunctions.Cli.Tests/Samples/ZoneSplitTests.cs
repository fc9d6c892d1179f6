using CapacityFunctions.Cli.Samples;

namespace CapacityFunctions.Cli.Tests.Samples;

public sealed class ZoneSplitTests
{
    [Theory]
    [InlineData(10, new[] { 0.5, 0.3, 0.2 }, new long[] { 5, 3, 2 })]
    [InlineData(7, new[] { 0.5, 0.3, 0.2 }, new long[] { 4, 2, 1 })]   // 3.5, 2.1, 1.4: the odd one goes to .5
    [InlineData(1, new[] { 0.25, 0.0, 0.75 }, new long[] { 0, 0, 1 })]
    [InlineData(1, new[] { 0.5, 0.5, 0.0 }, new long[] { 1, 0, 0 })]   // a tie goes to the lower zone
    [InlineData(0, new[] { 0.5, 0.3, 0.2 }, new long[] { 0, 0, 0 })]
    public void Divide_Units_FollowsLargestRemainder(long units, double[] shares, long[] expected)
    {
        long[] parts = new long[3];

        ZoneSplit.Divide(units, shares, parts);

        Assert.Equal(expected, parts);
    }
}
