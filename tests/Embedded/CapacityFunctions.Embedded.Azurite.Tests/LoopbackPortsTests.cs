namespace CapacityFunctions.Embedded.Azurite.Tests;

public class LoopbackPortsTests
{
    [Fact]
    public void FindFree_ManyAskAtOnce_NobodyIsToldAnothersPort()
    {
        int[][] told = new int[64][];

        Parallel.For(0, told.Length, i => told[i] = [.. LoopbackPorts.FindFree(3)]);

        int[] all = [.. told.SelectMany(ports => ports)];
        Assert.Equal(64 * 3, all.Distinct().Count());
        Assert.All(all, port => Assert.InRange(port, 15_000, 31_999));
    }
}
