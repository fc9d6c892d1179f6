using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.SeasonalNaive;

/// <summary>
/// Repeats the last season (Hyndman &amp; Athanasopoulos 2021, §5.2); without a season the last value. The yardstick of every selection.
/// With a gain below 1 it repeats the exponentially weighted average of each phase instead, which halves the noise that is repeated.
/// </summary>
/// <param name="name">Name under which results are reported.</param>
/// <param name="season">Which of the series' periods repeats.</param>
/// <param name="gain">Share of a new value in the average of its phase, in (0, 1]; 1 keeps the last value.</param>
internal sealed class SeasonalNaiveMethod(string name, SeasonChoice season, double gain = 1) : IForecastMethod
{
    /// <summary>Averages about the last five seasons.</summary>
    public const double AverageGain = 0.3;

    public string Name => name;

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(request.History.Length * 0.5);

    public IFittedModel? Fit(FitRequest request)
    {
        int period = season switch
        {
            SeasonChoice.First => request.FirstPeriod,
            SeasonChoice.Last when request.Periods.Count > 1 => request.LastPeriod,
            SeasonChoice.None => 1,
            _ => 0,
        };

        // Another instance already covers a single period.
        if (period == 0 || (request.Periods.Count == 0 && (season == SeasonChoice.None || gain < 1)))
        {
            return null;
        }

        ReadOnlySpan<double> history = request.History.Span;
        period = Math.Min(period, history.Length);
        double[] ring = history[..period].ToArray();
        double squares = 0;
        int position = 0;
        for (int i = period; i < history.Length; i++)
        {
            double error = history[i] - ring[position];
            squares += error * error;
            ring[position] = SeasonalNaiveModel.Average(ring[position], history[i], gain);
            position = position + 1 == period ? 0 : position + 1;
        }

        double deviation = Math.Sqrt(squares / Math.Max(1, history.Length - period));
        return new SeasonalNaiveModel(ring, position, gain, deviation);
    }

    public IFittedModel Restore(StateReader reader) => SeasonalNaiveModel.Read(reader);
}
