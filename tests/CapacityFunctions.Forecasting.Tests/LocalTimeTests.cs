using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests;

/// <summary>Workloads that follow the clock on the wall, over its changes.</summary>
public class LocalTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset March = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset October = new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Methods() => [.. MethodCatalog.Default.All.Select(method => method.Name)];

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void Forecast_WeekAfterAChange_IsAsGoodAsBeforeAndBetterThanInUtc(int month)
    {
        DateTimeOffset change = month == 3 ? March : October;
        double before = Error(Berlin, change, -7);
        double after = Error(Berlin, change, 0);
        double utc = Error(TimeZoneInfo.Utc, change, 0);

        // Noise of ±3 around a shape of 20 to 60 alone makes an error of 1.5; a shape that is an hour off adds 10 in four hours of the day.
        Assert.True(after <= 1.15 * before, $"{after} after, {before} before");
        Assert.True(utc > 1.4 * after, $"{utc} in UTC, {after} in local time");
    }

    [Fact]
    public void Forecast_MelbournePedestrians_LosesLessAfterBothChangesWithTheZone()
    {
        string path = TraceFile.Require("pedestrian_melbourne_2014_1h.csv.gz");
        TimeZoneInfo melbourne = TimeZoneInfo.FindSystemTimeZoneById("Australia/Melbourne");
        TimeSeries[] sensors = [.. TraceFile.ReadHourly(path)];

        // 2014 the clock went back on 6 April and forward on 5 October, at 16:00 UTC of the day before.
        foreach (DateTimeOffset change in new DateTimeOffset[] { new(2014, 4, 5, 16, 0, 0, TimeSpan.Zero), new(2014, 10, 4, 16, 0, 0, TimeSpan.Zero) })
        {
            double zone = sensors.Sum(sensor => Loss(sensor, change, melbourne));
            double utc = sensors.Sum(sensor => Loss(sensor, change, TimeZoneInfo.Utc));
            TestContext.Current.TestOutputHelper?.WriteLine($"{change:d}: quantile loss with the zone {zone / utc:0.000} of that without, two weeks after");
            Assert.True(zone < 0.97 * utc, $"{change:d}: {zone} with the zone, {utc} without");
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void Deserialize_InAZone_GoesOnOverAChange(string method)
    {
        WorkloadPredictionEngine engine = new(new PredictionOptions { Methods = [method], TimeZone = Berlin });
        TrainedModel model = engine.Train(Planted(October.AddDays(-20), 20 * 24), HorizonSpec.OneDay);

        TrainedModel restored = TrainedModel.Deserialize(model.Serialize());
        TimeSeries newer = Planted(model.End, 30);

        Assert.Equal("Europe/Berlin", restored.TimeZone.Id);
        Assert.Equal(model.Forecast().Mean, restored.Forecast().Mean);
        Assert.Equal(model.Update(newer).Serialize(), restored.Update(newer).Serialize());
        Assert.Equal(model.End.AddHours(30), restored.Update(newer).End);
    }

    [Property(MaxTest = 20)]
    public bool Update_OverAChangeInAnyPieces_SameState(byte first, byte second, bool spring)
    {
        DateTimeOffset change = spring ? March : October;
        TrainedModel model = (spring ? SpringModel : AutumnModel).Value;
        TimeSeries newer = Planted(change.AddHours(-6), 24);
        int[] cuts = [.. new[] { first % 24, second % 24 }.Order()];

        TrainedModel pieces = model
            .Update(newer.Head(cuts[0]))
            .Update(newer.Slice(cuts[0], cuts[1] - cuts[0]))
            .Update(newer.Slice(cuts[1], 24 - cuts[1]));

        Forecast forecast = pieces.Forecast();
        return pieces.Serialize().AsSpan().SequenceEqual(model.Update(newer).Serialize())
            && forecast.Start == newer.End
            && forecast.Mean.All(value => value is > 0 and < 100);
    }

    private static readonly Lazy<TrainedModel> SpringModel = new(() => Train(March.AddHours(-6)));
    private static readonly Lazy<TrainedModel> AutumnModel = new(() => Train(October.AddHours(-6)));

    [Fact]
    public void Train_ZoneWithoutChanges_SameForecastAsUtc()
    {
        TimeSeries history = SampleSeries.Hourly(400);
        WorkloadPredictionEngine kolkata = new(new PredictionOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata") });

        Assert.Equal(
            new WorkloadPredictionEngine().Train(history, HorizonSpec.OneDay).Forecast().Mean,
            kolkata.Train(history, HorizonSpec.OneDay).Forecast().Mean);
    }

    [Fact]
    public void Train_FiveMinuteGrid_FollowsTheMorningOverTheChange()
    {
        TimeSpan step = TimeSpan.FromMinutes(5);
        DateTimeOffset end = March.AddHours(1);
        TimeSeries history = TimeSeries.FromValues(
            end.AddDays(-14), step, [.. Enumerable.Range(0, 14 * 288).Select(i => Shape(end.AddDays(-14) + (step * i)) + Math.Sin(i))]);
        WorkloadPredictionEngine engine = new(new PredictionOptions { Methods = ["seasonal-naive"], TimeZone = Berlin });

        Forecast forecast = engine.Train(history, HorizonSpec.For(step, 96)).Forecast();

        // Eight hours from 02:00 UTC, 04:00 in summer: the shape rises at 07:00 and 08:00 local; ±1 of ripple at each end.
        for (int i = 0; i < 96; i++)
        {
            Assert.InRange(forecast.Mean[i] - Shape(forecast.TimestampAt(i)), -2.1, 2.1);
        }
    }

    /// <summary>Mean absolute error of seven forecasts of a day, the model trained three weeks before the change and updated daily.</summary>
    private static double Error(TimeZoneInfo zone, DateTimeOffset change, int firstDay)
    {
        DateTimeOffset end = change.AddHours(-1).AddDays(-7);
        TimeSeries all = Planted(end.AddDays(-28), (28 + 7 + 8) * 24);
        TrainedModel model = new WorkloadPredictionEngine(new PredictionOptions { TimeZone = zone }).Train(all.Head(28 * 24), HorizonSpec.OneDay);
        double sum = 0;
        for (int day = 0; day < 7; day++)
        {
            int origin = (28 + 7 + firstDay + day) * 24;
            Forecast forecast = model.Update(all.Head(origin)).Forecast();
            for (int step = 0; step < 24; step++)
            {
                sum += Math.Abs(all.Values[origin + step] - forecast.Mean[step]) / (7 * 24);
            }
        }

        return sum;
    }

    /// <summary>Quantile loss ÷ mean usage of 14 daily forecasts after a change by the cheap seasonal methods, trained on the four weeks before it.</summary>
    private static double Loss(TimeSeries sensor, DateTimeOffset change, TimeZoneInfo zone)
    {
        int first = sensor.IndexOf(change);
        TimeSeries history = sensor.Slice(first - (28 * 24), 28 * 24);
        TrainedModel model = new WorkloadPredictionEngine(new PredictionOptions { TimeZone = zone }).Train(history, HorizonSpec.OneDay);
        double sum = 0;
        for (int day = 0; day < 14; day++)
        {
            int origin = first + (day * 24);
            Forecast forecast = model.Update(sensor.Slice(first, day * 24)).Forecast();
            for (int step = 0; step < 24; step++)
            {
                if (sensor.TryGetValue(origin + step, out double value))
                {
                    sum += new[] { 0.05, 0.5, 0.95 }.Sum(probability =>
                        ForecastAccuracy.Pinball(value, forecast.QuantileAt(step, probability), probability));
                }
            }
        }

        return sum / history.Values.ToArray().Average();
    }

    private static TrainedModel Train(DateTimeOffset end) =>
        new WorkloadPredictionEngine(new PredictionOptions { TimeZone = Berlin, Methods = ["seasonal-naive", "theta", "seasonal-percentile"] })
            .Train(Planted(end.AddDays(-21), 21 * 24), HorizonSpec.OneDay);

    private static TimeSeries Planted(DateTimeOffset start, int length)
    {
        Random random = new(start.Day);
        return TimeSeries.FromValues(
            start, SampleSeries.Hour, [.. Enumerable.Range(0, length).Select(i => Shape(start.AddHours(i)) + (random.NextDouble() * 6) - 3)]);
    }

    /// <summary>An office by the clock of Berlin: 20 at night, 60 from eight to six, 40 in the hours around them.</summary>
    private static double Shape(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Berlin).Hour switch
    {
        >= 8 and < 18 => 60,
        7 or 18 => 40,
        _ => 20,
    };
}
