using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Intermittent;

/// <summary>
/// ADIDA (Nikolopoulos et al. 2011): sums over buckets as long as the mean interval, which hold few zeros, smoothed exponentially and spread
/// evenly again. Buckets end with the history; what doesn't fill one at its start is left out.
/// </summary>
internal sealed class AggregatedMethod : IForecastMethod
{
    private const int Gains = 19;

    public string Name => "adida";

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(1 + (request.History.Length * 0.05));

    public IFittedModel? Fit(FitRequest request)
    {
        ReadOnlySpan<double> history = request.History.Span;
        DemandPattern pattern = DemandPattern.Of(history);
        int length = pattern.IsIntermittent ? (int)Math.Round(pattern.MeanInterval, MidpointRounding.AwayFromZero) : history.Length;
        if (!pattern.IsIntermittent || history.Length < 2 * length)
        {
            return null;
        }

        double[] sums = Sums(history, length);
        (double bestSquares, double gain, double level) = (double.PositiveInfinity, 0, 0);
        for (int candidate = 1; candidate <= Gains; candidate++)
        {
            (double squares, double last) = Smooth(sums, 0.05 * candidate);
            (bestSquares, gain, level) = squares < bestSquares ? (squares, 0.05 * candidate, last) : (bestSquares, gain, level);
        }

        return new AggregatedModel(
            new BucketState(length, gain, level, 0, 0), Math.Min(1, 1 / pattern.MeanInterval), DemandSizes.Of(history));
    }

    public IFittedModel Restore(StateReader reader) => AggregatedModel.Read(reader);

    internal static double[] Sums(ReadOnlySpan<double> history, int length)
    {
        double[] sums = new double[history.Length / length];
        int start = history.Length - (sums.Length * length);
        for (int i = start; i < history.Length; i++)
        {
            sums[(i - start) / length] += Math.Max(0, history[i]);
        }

        return sums;
    }

    private static (double Squares, double Level) Smooth(double[] sums, double gain)
    {
        double squares = 0;
        double level = sums[0];
        for (int i = 1; i < sums.Length; i++)
        {
            double error = sums[i] - level;
            squares += error * error;
            level += gain * error;
        }

        return (squares, level);
    }
}
