using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Series;

public class LevelAlignmentTests
{
    [Theory]
    [InlineData(240, 80)]
    [InlineData(245, 80)]
    [InlineData(401, -60)]
    public void Apply_StepWeeksAgo_MovesWhatLiesBefore(int at, double change)
    {
        double[] usage = SpikeRepairTests.Usage(28);
        double[] stepped = [.. usage.Select((value, i) => i < at ? value : value + change)];

        double[] aligned = LevelAlignment.Apply(stepped, 24)!;

        // Up to some hours around the step its side is uncertain while the day's swing exceeds half of it; levels are known to the noise.
        int close = 0;
        for (int i = 0; i < usage.Length; i++)
        {
            close += Math.Abs(aligned[i] - (usage[i] + change)) < 5 ? 1 : 0;
        }

        Assert.InRange(close, usage.Length - 12, usage.Length);
        Assert.Equal(stepped[at..], aligned[at..].Select((value, i) => Math.Abs(value - stepped[at + i]) < 1e-9 ? value : stepped[at + i]));
    }

    [Fact]
    public void Apply_NoStep_IsNull()
    {
        double[] usage = SpikeRepairTests.Usage(28);
        double[] slope = [.. usage.Select((value, i) => value + (0.2 * i))];
        double[] weekend = [.. usage.Select((value, i) => i / 24 % 7 >= 5 ? value - 40 : value)];
        double[] oneDay = [.. usage.Select((value, i) => i / 24 == 12 ? value + 80 : value)];

        Assert.Null(LevelAlignment.Apply(usage, 24));
        Assert.Null(LevelAlignment.Apply(slope, 24));
        Assert.Null(LevelAlignment.Apply(weekend, 24));
        Assert.Null(LevelAlignment.Apply(oneDay, 24));
        Assert.Null(LevelAlignment.Apply(usage.AsSpan(0, 100), 24));
    }
}
