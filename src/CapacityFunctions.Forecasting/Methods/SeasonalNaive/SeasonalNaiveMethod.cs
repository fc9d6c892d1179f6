using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.SeasonalNaive;

/// <summary>
/// Repeats the last season (Hyndman &amp; Athanasopoulos 2021, §5.2); without a season the last value. The yardstick of every selection.
/// </summary>
/// <param name="name">Name under which results are reported.</param>
/// <param name="season">Which of the series' periods repeats.</param>
internal sealed class SeasonalNaiveMethod(string name, SeasonChoice season) : IForecastMethod
{
    public string Name => name;

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(request.History.Length * 0.005);

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
        if (period == 0 || (season == SeasonChoice.None && request.Periods.Count == 0))
        {
            return null;
        }

        ReadOnlySpan<double> history = request.History.Span;
        period = Math.Min(period, history.Length);
        double squares = 0;
        for (int i = period; i < history.Length; i++)
        {
            double difference = history[i] - history[i - period];
            squares += difference * difference;
        }

        double deviation = Math.Sqrt(squares / Math.Max(1, history.Length - period));
        return new SeasonalNaiveModel(history[^period..].ToArray(), 0, deviation);
    }

    public IFittedModel Restore(StateReader reader) => SeasonalNaiveModel.Read(reader);
}
