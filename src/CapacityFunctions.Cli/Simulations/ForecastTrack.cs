using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Decisions;
using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>Turns the forecasts of one series into what policies see, decision by decision.</summary>
internal sealed class ForecastTrack
{
    private readonly SimulationSetting setting;
    private readonly int step;
    private readonly double[] probabilities;
    private readonly LiveQuantile[]? live;

    /// <param name="setting">The rules.</param>
    /// <param name="step">The step of a forecast that an order covers.</param>
    /// <param name="first">The first bucket that counts.</param>
    /// <param name="end">The end of the buckets that count.</param>
    /// <param name="needs">What policies will ask for.</param>
    /// <param name="isLive">Whether quantiles to be ordered are kept right as the loop runs; else they are the model's own.</param>
    public ForecastTrack(SimulationSetting setting, int step, int first, int end, ForecastNeeds needs, bool isLive)
    {
        this.setting = setting;
        this.step = step;
        probabilities = [.. needs.Decisions];
        live = isLive ? Array.ConvertAll(probabilities, probability => new LiveQuantile(probability)) : null;
        Table = new ForecastTable(first - step, end - first, needs);
    }

    public ForecastTable Table { get; }

    /// <summary>What became known.</summary>
    public void Observe(int bucket, double usage)
    {
        foreach (LiveQuantile quantile in live ?? [])
        {
            quantile.Observe(setting.TimeOf(bucket), usage);
        }
    }

    /// <summary>What is expected when a decision is made.</summary>
    public void Decide(int decision, Forecast forecast)
    {
        Table.Set(decision, forecast.Mean[step], probability => forecast.QuantileAt(step, probability));
        for (int i = 0; i < probabilities.Length; i++)
        {
            Table.SetDecision(decision, i, live?[i].Decide(forecast, step) ?? Math.Max(0, forecast.QuantileAt(step, probabilities[i])));
        }
    }
}
