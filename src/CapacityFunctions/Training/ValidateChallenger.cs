using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Storage.Trainings;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Training;

/// <summary>Compares what was just learned with the model in use, on the weeks that both held back. A verdict is given once.</summary>
public sealed class ValidateChallenger(LearnedModelStore models, LearnedModels learned, TrainingWorkStore work)
{
    /// <returns>Whether the challenger is better.</returns>
    [Function(nameof(ValidateChallenger))]
    public async Task<bool> RunAsync([ActivityTrigger] LearnRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        LearnedVersion? version = await models.GetAsync(request.Version, cancellationToken);
        if (version?.Metrics is { } known)
        {
            return known.IsPromoted;
        }

        ILearnedModel challenger = await learned.FindAsync(request.Version, cancellationToken)
            ?? throw new InvalidDataException($"What '{request.Learner}' learned for {request.HorizonName} can't be read.");
        LearnedModelKey? inUse = await models.ChampionAsync(request.HorizonName, request.Learner, cancellationToken);
        ILearnedModel? champion = inUse is null ? null : await learned.FindAsync(inUse, cancellationToken);
        ContestResult contest = ModelContest.Run(
            await TrainingPanels.ReadAsync(work, request, cancellationToken), challenger, champion?.Horizon == challenger.Horizon ? champion : null);
        LearnedMetrics metrics = new(
            contest.Series,
            contest.Origins,
            contest.ChallengerLoss,
            contest.ChampionLoss,
            contest.NaiveLoss,
            contest.BySeries.PValue,
            inUse?.Version.Value,
            contest.IsPromoted,
            contest.Reason);
        return (await models.JudgeAsync(request.Version, metrics, cancellationToken))?.Metrics?.IsPromoted ?? false;
    }
}
