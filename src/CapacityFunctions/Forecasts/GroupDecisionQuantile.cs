using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasting.Decisions;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Models;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Forecasts;

/// <summary>
/// Keeps the one quantile of the group's demand right that the policy <c>pooled</c> orders, by how the orders of earlier cycles came out. A cycle counts
/// once, however often it is asked.
/// </summary>
public sealed class GroupDecisionQuantile(ModelStore models, TimeProvider time, ILogger<GroupDecisionQuantile> logger)
{
    private const string Grid = "decision";

    /// <summary>What was learned at a price that was a little different is still true: a tenth of price moves a probability of 0.9 by less.</summary>
    private const double SameProbability = 0.01;

    /// <returns>Units to add to the model's quantile.</returns>
    /// <param name="resourceType">Of which resource type.</param>
    /// <param name="hour">The consolidated forecast of the hour.</param>
    /// <param name="step">The step that the decision covers.</param>
    /// <param name="probability">Of the quantile.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<double> CorrectionAsync(
        ResourceType resourceType, GroupForecast hour, int step, double probability, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hour);

        StoredModel? stored = await models.LoadAsync(account: null, resourceType, Grid, cancellationToken);
        LiveQuantile live = Restore(stored, probability);
        if (hour.Demand.TryGetLastStep(out double total))
        {
            live.Observe(hour.Demand.Start - ForecastHorizons.StepOf(ForecastHorizon.Hour), total);
        }

        double quantile = live.Decide(hour.Forecast, step);
        await models.SaveAsync(
            new StoredModel
            {
                ResourceType = resourceType,
                Grid = Grid,
                TrainedAt = stored?.TrainedAt ?? time.GetUtcNow(),
                Through = hour.Demand.Start,
                State = live.Serialize(),
            },
            cancellationToken);
        return quantile - hour.Forecast.QuantileAt(step, probability);
    }

    private LiveQuantile Restore(StoredModel? stored, double probability)
    {
        if (stored is null)
        {
            return new LiveQuantile(probability);
        }

        try
        {
            LiveQuantile known = LiveQuantile.Deserialize(stored.State);
            return Math.Abs(known.Probability - probability) < SameProbability ? known : new LiveQuantile(probability);
        }
        catch (InvalidDataException unreadable)
        {
            logger.ModelUnreadable("~", stored.ResourceType.Value, stored.Grid, unreadable.Message);
            return new LiveQuantile(probability);
        }
    }
}
