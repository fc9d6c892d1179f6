using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Cycles;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Forecasts one series: its own small step, so that one that breaks leaves the others alone.</summary>
public sealed class ForecastAccount(SeriesForecaster forecaster)
{
    [Function(nameof(ForecastAccount))]
    public Task<SeriesOutlook> RunAsync([ActivityTrigger] SeriesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return forecaster.ForecastAsync(request.CycleId, request.Series, cancellationToken);
    }
}
