using CapacityFunctions.Cli.Backtests;

namespace CapacityFunctions.Cli.Tests.Backtests;

public sealed class OrderedTextTests
{
    [Fact]
    public void Add_AnyOrder_WritesInOrderAsSoonAsItCan()
    {
        using StringWriter writer = new();
        OrderedText ordered = new(writer);

        ordered.Add(2, "c");
        Assert.Empty(writer.ToString());
        ordered.Add(0, "a");
        Assert.Equal("a", writer.ToString());
        ordered.Add(1, "b");
        Assert.Equal("abc", writer.ToString());
    }
}
