using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Series;

public class SpikeRepairTests
{
    [Fact]
    public void Apply_OneSpike_IsReplacedByItsNeighbours()
    {
        double[] usage = Usage(28);
        double[] spiked = (double[])usage.Clone();
        spiked[400] = 900;
        spiked[401] = 700;

        double[] repaired = SpikeRepair.Apply(spiked, 24)!;

        // Noise is ±2, and neighbours differ by it.
        Assert.All(repaired.Zip(usage), pair => Assert.Equal(pair.Second, pair.First, 4.5));
        Assert.Equal(spiked[..400], repaired[..400]);
        Assert.Equal(spiked[402..], repaired[402..]);
    }

    [Fact]
    public void Apply_PeaksThatRecur_Stay()
    {
        double[] daily = Usage(28);
        double[] weekly = Usage(28);
        for (int day = 0; day < 28; day++)
        {
            daily[(day * 24) + 9] = 900;
            weekly[(day * 24) + 9] = day % 7 == 2 ? 900 : weekly[(day * 24) + 9];
        }

        Assert.Null(SpikeRepair.Apply(daily, 24));
        Assert.Null(SpikeRepair.Apply(weekly, 24));
        Assert.Null(SpikeRepair.Apply(weekly, 168));
    }

    [Fact]
    public void Apply_LongEventOrRestingUsageOrShortHistory_Stays()
    {
        double[] longEvent = Usage(28);
        longEvent.AsSpan(300, 12).Fill(900);
        double[] resting = new double[24 * 28];
        resting[400] = 50;

        Assert.Null(SpikeRepair.Apply(longEvent, 24));
        Assert.Null(SpikeRepair.Apply(resting, 24));
        Assert.Null(SpikeRepair.Apply(Usage(3), 24));
        Assert.Null(SpikeRepair.Apply(Usage(28), 24));
    }

    [Theory]
    [InlineData(95)]
    [InlineData(97)]
    [InlineData(119)]
    [InlineData(120)]
    public void Apply_AnyLengthNearFiveSeasons_NeverFails(int length)
    {
        double[] usage = Usage(5)[..length];
        usage[50] = 900;

        double[]? repaired = SpikeRepair.Apply(usage, 24);

        // Each phase needs four others.
        Assert.Equal(length >= 120, repaired is not null);
    }

    /// <summary>100 ± 50 over the day with noise of up to ±2.</summary>
    internal static double[] Usage(int days)
    {
        Random random = new(11);
        double[] usage = new double[24 * days];
        for (int i = 0; i < usage.Length; i++)
        {
            usage[i] = 100 + (50 * Math.Sin(2 * Math.PI * i / 24)) + (4 * random.NextDouble()) - 2;
        }

        return usage;
    }
}
