using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests;

public class TrainedModelDriftTests
{
    // Forecasts of four hours every five hours don't overlap; forty of them reach 200 hours back.
    private static readonly HorizonSpec Horizon = new(TimeSpan.FromHours(1), Steps: 4, OriginStride: 5);
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void DriftSince_SameUsageGoesOn_HasNotDrifted()
    {
        TrainedModel model = Train();

        Assert.False(model.Update(Usage(480, 80, noise: 1)).DriftSince(model.End)!.HasDrifted);
    }

    [Fact]
    public void DriftSince_UsageSwingsThreeTimesAsFar_HasDrifted()
    {
        TrainedModel model = Train();

        Assert.True(model.Update(Usage(480, 80, noise: 3)).DriftSince(model.End)!.HasDrifted);
    }

    [Fact]
    public void DriftSince_FewForecastsYet_CannotTell()
    {
        TrainedModel model = Train();

        // Seven forecasts are due within 35 hours.
        Assert.Null(model.Update(Usage(480, 35, noise: 3)).DriftSince(model.End));
    }

    [Fact]
    public void DriftSince_RestoredState_TellsTheSame()
    {
        TrainedModel model = Train();
        TrainedModel later = model.Update(Usage(480, 80, noise: 3));

        Assert.Equal(later.DriftSince(model.End), TrainedModel.Deserialize(later.Serialize()).DriftSince(model.End));
    }

    private static TrainedModel Train() =>
        new WorkloadPredictionEngine(new PredictionOptions { Methods = ["seasonal-naive"], Periods = [24] }).Train(Usage(0, 480, noise: 1), Horizon);

    private static TimeSeries Usage(int from, int length, double noise)
    {
        Random random = new(from + 1);
        double[] values = new double[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = 50 + (10 * Math.Sin(2 * Math.PI * (from + i) / 24)) + (noise * ((2 * random.NextDouble()) - 1));
        }

        return TimeSeries.FromValues(Start.AddHours(from), Horizon.Grid, values);
    }
}
