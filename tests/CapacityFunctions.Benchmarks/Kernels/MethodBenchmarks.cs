using BenchmarkDotNet.Attributes;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Benchmarks.Kernels;

/// <summary>Every method of the catalog: one that joins it is measured without a line here.</summary>
public class MethodBenchmarks
{
    private const int StepsAhead = 12;
    private static readonly int[] HourlyPeriods = [24, 168];
    private static readonly FitRequest Hourly = new(BenchmarkSeries.Hourly, HourlyPeriods);
    private static readonly ForecastRequest NextSteps = new(StepsAhead);
    private static readonly ObservationBlock OneStep = new(new double[] { 100 }, new bool[1]);
    private IForecastMethod _method = null!;
    private IFittedModel _model = null!;

    [ParamsSource(nameof(Methods))]
    public string Method { get; set; } = string.Empty;

    public static IEnumerable<string> Methods => MethodCatalog.Default.All.Select(method => method.Name);

    [GlobalSetup]
    public void SetUp()
    {
        _method = MethodCatalog.Default.Get(Method);
        _model = _method.Fit(Hourly)!;
    }

    /// <summary>960 hours with day and week.</summary>
    [Benchmark]
    public IFittedModel FitHourly() => _method.Fit(Hourly)!;

    /// <summary>What a cycle does: one observation, then a forecast of 12 steps.</summary>
    [Benchmark]
    public MethodForecast UpdateAndForecast() => _model.Update(OneStep).Forecast(NextSteps);
}
