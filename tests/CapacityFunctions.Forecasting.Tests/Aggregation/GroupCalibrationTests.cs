using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Aggregation;

/// <summary>Eight accounts with independent noise in training; in what follows one cause moves them all.</summary>
public sealed class GroupCalibrationTests
{
    private const int Accounts = 8;
    private const int Trained = 336;
    private const int Followed = 192;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<TimeSeries[]> Usage = new(Generate);

    /// <summary>From two days after the change on: the accounts' errors are still those of the time before, the group's own outcomes put it right.</summary>
    [Fact]
    public void Forecast_AccountsBeginToMoveTogether_CoverageComesBack()
    {
        (double calibrated, double added) = CoverageSoonAfter();

        Assert.True(added < 0.8 && calibrated is > 0.85 and < 0.97, $"{calibrated:0.000}; without the group's outcomes {added:0.000}.");
    }

    [Fact]
    public void Forecast_NothingObservedYet_IsWhatTheAccountsAddUpTo()
    {
        GroupDemand demand = DemandAt(Trained);

        Forecast forecast = GroupCalibration.New(HorizonSpec.OneDay).Include(demand).Forecast(demand);

        Forecast sum = demand.ToForecast();
        for (int step = 0; step < forecast.Horizon; step++)
        {
            Assert.Equal(sum.Mean[step], forecast.Mean[step], 1e-9);

            // Quantiles that coincide are spread by a thousandth of the deviation, so that outcomes between them could be told apart.
            Assert.Equal(sum.QuantileAt(step, 0.95), forecast.QuantileAt(step, 0.95), 0.01 * sum.QuantileAt(step, 0.95));
        }
    }

    [Fact]
    public void Observe_TheSameStepAgain_ChangesNothing()
    {
        GroupCalibration once = Followed10().Calibration;

        GroupCalibration twice = once.Observe(once.End - TimeSpan.FromHours(1), 1e6, Accounts).Observe(once.End - TimeSpan.FromHours(5), 0, Accounts);

        Assert.Equal(once.Serialize(), twice.Serialize());
    }

    [Fact]
    public void Include_TheSameForecastAgainOrOffTheRaster_KeepsEachOnce()
    {
        int origin = Enumerable.Range(Trained, 7).First(step => Usage.Value[0].TimestampAt(step).UtcTicks / TimeSpan.TicksPerHour % 7 == 0);
        GroupDemand onRaster = DemandAt(origin);
        GroupCalibration one = GroupCalibration.New(HorizonSpec.OneDay).Include(onRaster);

        Assert.Equal(1, one.OriginCount);
        Assert.Equal(1, one.Include(onRaster).OriginCount);
        Assert.Equal(1, one.Include(DemandAt(origin + 1)).OriginCount);
    }

    /// <summary>Half of the accounts gone: what the rest uses says nothing about a forecast of all.</summary>
    [Fact]
    public void Observe_OfAnotherNumberOfAccounts_JudgesNoForecast()
    {
        (GroupCalibration calibration, GroupDemand demand) = Followed10();
        DateTimeOffset next = calibration.End;
        double before = calibration.Forecast(demand).QuantileAt(0, 0.95);

        Assert.Equal(before, calibration.Observe(next, 0, Accounts / 2).Forecast(demand).QuantileAt(0, 0.95));
        Assert.NotEqual(before, calibration.Observe(next, 0, Accounts).Forecast(demand).QuantileAt(0, 0.95));
    }

    [Fact]
    public void Deserialize_Serialized_GoesOnAlike()
    {
        (GroupCalibration calibration, GroupDemand demand) = Followed10();

        GroupCalibration restored = GroupCalibration.Deserialize(calibration.Serialize());

        Assert.Equal(calibration.Serialize(), restored.Serialize());
        Assert.Equal(
            calibration.Observe(calibration.End, 900, Accounts).Forecast(demand).Quantile(0.9),
            restored.Observe(restored.End, 900, Accounts).Forecast(demand).Quantile(0.9));
    }

    [Fact]
    public void Deserialize_Damaged_IsRefused()
    {
        byte[] state = Followed10().Calibration.Serialize();

        Assert.Throws<InvalidDataException>(() => GroupCalibration.Deserialize(state.AsMemory(0, state.Length / 2)));
        state[0] = byte.MaxValue;
        Assert.Throws<InvalidDataException>(() => GroupCalibration.Deserialize(state));
    }

    [Fact]
    public void Forecast_OfAnotherHorizon_IsRefused() =>
        Assert.Throws<ArgumentException>(() => GroupCalibration.New(HorizonSpec.OneWeek).Forecast(DemandAt(Trained)));

    private static (GroupCalibration Calibration, GroupDemand Demand) Followed10()
    {
        GroupCalibration calibration = GroupCalibration.New(HorizonSpec.OneDay);
        GroupDemand demand = DemandAt(Trained);
        for (int step = Trained; step < Trained + 10; step++)
        {
            demand = DemandAt(step);
            calibration = calibration.Include(demand).Observe(Usage.Value[0].TimestampAt(step), TotalAt(step), Accounts);
        }

        return (calibration, demand);
    }

    private static (double Calibrated, double Added) CoverageSoonAfter()
    {
        GroupCalibration calibration = GroupCalibration.New(HorizonSpec.OneDay);
        int known = 0;
        int inCalibrated = 0;
        int inAdded = 0;
        TrainedModel[] models = [.. Models.Value];
        for (int step = Trained; step + HorizonSpec.OneDay.Steps < Trained + Followed; step++)
        {
            models = [.. models.Select((model, i) => model.Update(Usage.Value[i].Head(step)))];
            GroupDemand demand = Sum(models);
            calibration = calibration.Include(demand);
            if (step >= Trained + 48 && step % 5 == 0)
            {
                PredictionInterval interval = calibration.Forecast(demand).Interval(0.9);
                PredictionInterval plain = demand.ToForecast().Interval(0.9);
                for (int ahead = 0; ahead < HorizonSpec.OneDay.Steps; ahead++)
                {
                    known++;
                    double total = TotalAt(step + ahead);
                    inCalibrated += total >= interval.Lower[ahead] && total <= interval.Upper[ahead] ? 1 : 0;
                    inAdded += total >= plain.Lower[ahead] && total <= plain.Upper[ahead] ? 1 : 0;
                }
            }

            calibration = calibration.Observe(Usage.Value[0].TimestampAt(step), TotalAt(step), Accounts);
        }

        return ((double)inCalibrated / known, (double)inAdded / known);
    }

    private static readonly Lazy<TrainedModel[]> Models = new(() =>
        [.. Usage.Value.Select(usage => new WorkloadPredictionEngine(new PredictionOptions { Methods = ["seasonal-average"] }).Train(usage.Head(Trained), HorizonSpec.OneDay))]);

    private static GroupDemand DemandAt(int step) => Sum([.. Models.Value.Select((model, i) => model.Update(Usage.Value[i].Head(step)))]);

    private static GroupDemand Sum(TrainedModel[] models) =>
        models.Select((model, i) => GroupDemand.Of($"account-{i}", model)).Aggregate((left, right) => left.Add(right));

    private static double TotalAt(int step) => Usage.Value.Sum(usage => usage.Values[step]);

    /// <summary>A daily season of 100 ± 30 with noise of deviation 8; after training half of the noise's variance is common to all.</summary>
    private static TimeSeries[] Generate()
    {
        Random random = new(1);
        double[][] values = [.. Enumerable.Range(0, Accounts).Select(_ => new double[Trained + Followed])];
        for (int step = 0; step < Trained + Followed; step++)
        {
            double common = step < Trained ? 0 : 8 * Math.Sqrt(0.5) * Normal(random);
            double own = step < Trained ? 8 : 8 * Math.Sqrt(0.5);
            for (int account = 0; account < Accounts; account++)
            {
                values[account][step] = 100 + (30 * Math.Sin(2 * Math.PI * step / 24)) + common + (own * Normal(random));
            }
        }

        return [.. values.Select(series => TimeSeries.FromValues(Start, TimeSpan.FromHours(1), series))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
