using BenchmarkDotNet.Attributes;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods.Decomposition;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Benchmarks.Kernels;

/// <summary>What the methods stand on.</summary>
public class NumericsBenchmarks
{
    private const int Dimension = 30;
    private const int Origins = 40;
    private const int StepsAhead = 24;
    private static readonly int[] DayAndWeek = [288, 2_016];
    private readonly double[] _adjusted = new double[BenchmarkSeries.FiveMinute.Length];
    private readonly double[] _point = new double[Dimension];
    private readonly LimitedMemoryBfgs _optimiser = new(Dimension);
    private OriginRow[] _rows = [];

    [GlobalSetup]
    public void SetUp()
    {
        const int seed = 1;
        Random random = new(seed);
        double[] mean = [.. Enumerable.Repeat(100.0, StepsAhead)];
        double[] deviation = [.. Enumerable.Repeat(5.0, StepsAhead)];
        PredictiveDistribution forecast = PredictiveDistribution.Normal(mean, deviation, tailUnit: 5);
        _rows = new OriginRow[Origins];
        for (int origin = 0; origin < Origins; origin++)
        {
            _rows[origin] = OriginRow.Open(DateTimeOffset.UnixEpoch.AddHours(7 * origin), forecast);
            for (int step = 0; step < StepsAhead; step++)
            {
                _rows[origin].Observe(step, 95 + (10 * random.NextDouble()));
            }
        }
    }

    /// <summary>Two seasons out of 8,064 steps.</summary>
    [Benchmark]
    public double MstlFiveMinute()
    {
        MultiSeasonalDecomposition.Decompose(BenchmarkSeries.FiveMinute, DayAndWeek, _adjusted);
        return _adjusted[^1];
    }

    /// <summary>One iteration on the extended Rosenbrock function of 30 variables, line search included.</summary>
    [Benchmark]
    public double BfgsStep()
    {
        _point.AsSpan().Fill(-1);
        return _optimiser.Minimise(Rosenbrock, _point, maxIterations: 1, tolerance: 0);
    }

    /// <summary>Thirty iterations of the same.</summary>
    [Benchmark]
    public double BfgsThirtySteps()
    {
        _point.AsSpan().Fill(-1);
        return _optimiser.Minimise(Rosenbrock, _point, maxIterations: 30, tolerance: 0);
    }

    /// <summary>Quantiles of 24 steps out of 40 origins.</summary>
    [Benchmark]
    public double ConformalCalibration() => ConformalCalibrator.Scores(_rows, StepsAhead)[0];

    private static double Rosenbrock(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double value = 0;
        gradient.Clear();
        for (int i = 0; i + 1 < point.Length; i++)
        {
            double bend = point[i + 1] - (point[i] * point[i]);
            double offset = 1 - point[i];
            value += (100 * bend * bend) + (offset * offset);
            gradient[i] += (-400 * point[i] * bend) - (2 * offset);
            gradient[i + 1] += 200 * bend;
        }

        return value;
    }
}
