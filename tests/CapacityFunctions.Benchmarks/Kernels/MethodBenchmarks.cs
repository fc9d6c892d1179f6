using BenchmarkDotNet.Attributes;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Benchmarks.Kernels;

/// <summary>
/// Every method of the catalog: one that joins it is measured without a line here. Those that say nothing about usage at every hour get usage
/// that comes now and then.
/// </summary>
public class MethodBenchmarks
{
    private const int StepsAhead = 12;
    private static readonly int[] HourlyPeriods = [24, 168];
    private static readonly FitRequest Hourly = Request(BenchmarkSeries.Hourly);
    private static readonly FitRequest Sparse = Request(BenchmarkSeries.Sparse);
    private static readonly ForecastRequest NextSteps = new(StepsAhead);
    private static readonly ObservationBlock OneStep = new(new double[] { 100 }, new bool[1]);
    private IForecastMethod _method = null!;
    private FitRequest _request = null!;
    private IFittedModel _model = null!;

    [ParamsSource(nameof(Methods))]
    public string Method { get; set; } = string.Empty;

    public static IEnumerable<string> Methods => MachineLearningMethods.Catalog.All.Select(method => method.Name);

    [GlobalSetup]
    public void SetUp()
    {
        _method = MachineLearningMethods.Catalog.Get(Method);
        _request = _method.Fit(Hourly) is null ? Sparse : Hourly;
        _model = _method.Fit(_request) ?? throw new InvalidOperationException($"{Method} fits neither series.");
    }

    /// <summary>960 hours with day and week, then a forecast of 12 steps: a method may put off work until it is asked.</summary>
    [Benchmark]
    public MethodForecast FitHourly() => _method.Fit(_request)!.Forecast(NextSteps);

    /// <summary>What a cycle does: one observation, then a forecast of 12 steps.</summary>
    [Benchmark]
    public MethodForecast UpdateAndForecast() => _model.Update(OneStep).Forecast(NextSteps);

    private static FitRequest Request(double[] values) =>
        new(values, HourlyPeriods) { Start = BenchmarkSeries.HourlySeries.Start, Step = BenchmarkSeries.HourlySeries.Step };
}
