using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting;

/// <summary>The weighted forecast of a model's members.</summary>
internal static class MemberForecast
{
    public static PredictiveDistribution Combine(ModelMember[] members, ForecastRequest request, ForecastBounds bounds)
    {
        return PredictiveDistribution.Combine(
            Array.ConvertAll(members, member => PredictiveDistribution.Of(member.Model.Forecast(request), bounds)),
            Array.ConvertAll(members, member => member.Weight));
    }
}
