using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Methods.DecayingPercentile;

/// <summary>
/// The distribution of recent usage, whatever the hour: what capacity recommenders forecast. A baseline. Just after a change of level it says
/// nothing: most of what it remembers is over.
/// </summary>
internal sealed class DecayingPercentileMethod : IForecastMethod
{
    // The largest usage so far is 1,000 first buckets: bucket ln(1 + 1000·0.05)/ln 1.05 = 80.
    private const double BucketsInRange = 1_000;
    private const int StepsWithoutCalendar = 24;

    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(1);

    public string Name => "decaying-percentile";

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(1 + (request.History.Length * 0.03));

    public IFittedModel? Fit(FitRequest request)
    {
        ReadOnlySpan<double> history = request.History.Span;
        if (request.Step > TimeSpan.Zero && LevelShift.IsRecent(TimeSeries.FromValues(request.Start, request.Step, history), request.FirstPeriod))
        {
            return null;
        }

        double largest = TensorPrimitives.Max(history);
        double halfLife = request.Step > TimeSpan.Zero ? HalfLife / request.Step : StepsWithoutCalendar;
        DecayingHistogram histogram = new(largest > 0 ? largest / BucketsInRange : 1, halfLife);
        foreach (double value in history)
        {
            histogram.Add(value);
        }

        return new DecayingPercentileModel(histogram);
    }

    public IFittedModel Restore(StateReader reader) => DecayingPercentileModel.Read(reader);
}
