using CapacityFunctions.Planning.Simulations;

namespace CapacityFunctions.Planning.Tests.Simulations;

/// <summary>Forecasts by arithmetic: a mean for each decision, and quantiles a fixed distance from it.</summary>
internal sealed class ScriptedForecast(Func<int, double> mean, double spread = 0) : IDemandForecast
{
    public double MeanAt(int decision) => mean(decision);

    public double QuantileAt(int decision, double probability) =>
        Math.Max(0, mean(decision) + (spread * (probability - 0.5)));

    public double DecisionQuantileAt(int decision, double probability) => QuantileAt(decision, probability);
}
