using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting;

/// <summary>The weighted forecast of a model's members.</summary>
internal static class MemberForecast
{
    public static (double[] Mean, double[] Deviation) Combine(ReadOnlySpan<ModelMember> members, int horizon, in ForecastBounds bounds)
    {
        double[] mean = new double[horizon];
        double[] deviation = new double[horizon];
        ForecastRequest request = new(horizon);
        foreach (ModelMember member in members)
        {
            MethodForecast forecast = member.Model.Forecast(request);
            for (int step = 0; step < horizon; step++)
            {
                mean[step] += member.Weight * bounds.Mean(forecast.Mean[step]);
                deviation[step] += member.Weight * bounds.Deviation(forecast.Deviation[step]);
            }
        }

        return (mean, deviation);
    }
}
