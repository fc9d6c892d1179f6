using CapacityFunctions.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Predictions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Training;

/// <summary>Lists what a training learns: every learner's model for every horizon.</summary>
public sealed class PlanLearning(LearnerCatalog learners, IOptions<CapacityOptions> options)
{
    [Function(nameof(PlanLearning))]
    public List<LearnRequest> Run([ActivityTrigger] TrainingRequest training)
    {
        ArgumentNullException.ThrowIfNull(training);

        CapacityOptions settings = options.Value;
        return !training.Learns || settings.LearningSeries == 0
            ? []
            :
            [
                .. ForecastHorizons.All.SelectMany(horizon => learners.All.Select(learner =>
                    new LearnRequest(training.TrainingId, horizon, learner.Name, settings.Seed, settings.LearningBudget))),
            ];
    }
}
