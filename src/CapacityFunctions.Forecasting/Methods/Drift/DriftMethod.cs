using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Drift;

/// <summary>The last value and the mean change so far: a random walk with drift, R's <c>rwf(drift = TRUE)</c>.</summary>
internal sealed class DriftMethod : IForecastMethod
{
    private const int ShortestHistory = 3;

    public string Name => "drift";

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(1 + (request.History.Length * 0.002));

    public IFittedModel? Fit(FitRequest request)
    {
        ReadOnlySpan<double> history = request.History.Span;
        if (history.Length < ShortestHistory)
        {
            return null;
        }

        int changes = history.Length - 1;
        double slope = (history[^1] - history[0]) / changes;
        double squares = 0;
        for (int i = 1; i < history.Length; i++)
        {
            double rest = history[i] - history[i - 1] - slope;
            squares += rest * rest;
        }

        return new DriftModel(history[^1], 0, slope, Math.Sqrt(squares / (changes - 1)), changes);
    }

    public IFittedModel Restore(StateReader reader) => DriftModel.Read(reader);
}
