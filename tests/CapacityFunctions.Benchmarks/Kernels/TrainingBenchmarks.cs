using BenchmarkDotNet.Attributes;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Benchmarks.Kernels;

/// <summary>What the app calls: the whole training of a series, and its part in a cycle.</summary>
public class TrainingBenchmarks
{
    private static readonly int[] DayAndWeek = [288, 2_016];
    private readonly WorkloadPredictionEngine _engine = new(catalog: MachineLearningMethods.Catalog);
    private readonly WorkloadPredictionEngine _everything = new(
        new PredictionOptions { Periods = DayAndWeek, CpuBudget = TimeSpan.MaxValue }, MachineLearningMethods.Catalog);

    private TrainedModel _hourly = null!;
    private TrainedModel _fiveMinute = null!;
    private TimeSeries _nextHour = null!;
    private TimeSeries _nextFiveMinutes = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _hourly = TrainHourly();
        _fiveMinute = TrainFiveMinute();
        _nextHour = TimeSeries.FromValues(_hourly.End, _hourly.Horizon.Grid, [100]);
        _nextFiveMinutes = TimeSeries.FromValues(_fiveMinute.End, _fiveMinute.Horizon.Grid, [100]);
    }

    /// <summary>960 steps, one day ahead.</summary>
    [Benchmark]
    public TrainedModel TrainHourly() => _engine.Train(BenchmarkSeries.HourlySeries, HorizonSpec.OneDay);

    /// <summary>8,064 steps, one hour ahead.</summary>
    [Benchmark]
    public TrainedModel TrainFiveMinute() => _engine.Train(BenchmarkSeries.FiveMinuteSeries, HorizonSpec.OneHour);

    /// <summary>The same with day and week given and no budget: every method there is.</summary>
    [Benchmark]
    public TrainedModel TrainFiveMinuteEverything() => _everything.Train(BenchmarkSeries.FiveMinuteSeries, HorizonSpec.OneHour);

    /// <summary>One observation, then 24 steps with their quantiles.</summary>
    [Benchmark]
    public Forecast CycleHourly() => _hourly.Update(_nextHour).Forecast();

    /// <summary>One observation, then 12 steps with their quantiles.</summary>
    [Benchmark]
    public Forecast CycleFiveMinute() => _fiveMinute.Update(_nextFiveMinutes).Forecast();
}
