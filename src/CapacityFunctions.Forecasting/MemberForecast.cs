using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting;

/// <summary>The weighted forecast of a model's members.</summary>
internal static class MemberForecast
{
    /// <summary>
    /// A member that runs farther out of recent usage than it ever did where it was judged is left out, and the others share its weight;
    /// where all of them do, they go as far as is allowed.
    /// </summary>
    /// <param name="members">Advanced to the same time.</param>
    /// <param name="request">Steps to forecast, with the inputs over them.</param>
    /// <param name="judged">Steps at which members were judged: what lies beyond them excludes nobody.</param>
    /// <param name="bounds">For single members.</param>
    /// <param name="running">How far each member reached in the past.</param>
    public static PredictiveDistribution Combine(
        ModelMember[] members, ForecastRequest request, int judged, ForecastBounds bounds, RunningRecord running)
    {
        PredictiveDistribution[] forecasts = new PredictiveDistribution[members.Length];
        double[] weights = new double[members.Length];
        double total = 0;
        for (int i = 0; i < members.Length; i++)
        {
            MethodForecast forecast = members[i].Model.Forecast(request);
            double excursion = running.Envelope.ExcursionOf(forecast.Mean[..Math.Min(request.Horizon, judged)]);
            double allowance = running.Envelope.AllowanceOf(running.Reaches[i], bounds.TailUnit);
            bool isAllowed = excursion <= allowance;
            forecasts[i] = PredictiveDistribution.Of(forecast, isAllowed ? bounds : running.Envelope.Narrow(bounds, allowance));
            weights[i] = isAllowed ? members[i].Weight : 0;
            total += weights[i];
        }

        for (int i = 0; i < members.Length; i++)
        {
            weights[i] = total > 0 ? weights[i] / total : members[i].Weight;
        }

        return PredictiveDistribution.Combine(forecasts, weights);
    }
}
