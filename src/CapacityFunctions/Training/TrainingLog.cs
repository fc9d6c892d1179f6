using CapacityFunctions.Planning.Trainings;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Training;

/// <summary>Messages of the trainings; event ids 1100 to 1199.</summary>
internal static partial class TrainingLog
{
    [LoggerMessage(1100, LogLevel.Information, "{TrainingId} started by {StartedBy}")]
    internal static partial void TrainingStarted(this ILogger logger, TrainingId trainingId, string startedBy);

    [LoggerMessage(1101, LogLevel.Warning, "{TrainingId} skipped: {Running} still runs")]
    internal static partial void TrainingSkipped(this ILogger logger, TrainingId trainingId, TrainingId running);

    [LoggerMessage(1102, LogLevel.Warning, "{TrainingId} abandoned: {Reason}")]
    internal static partial void TrainingAbandoned(this ILogger logger, TrainingId trainingId, string reason);

    [LoggerMessage(1103, LogLevel.Information, "{TrainingId} completed: the models of {Series} series chosen")]
    internal static partial void TrainingEnded(this ILogger logger, TrainingId trainingId, int series);

    [LoggerMessage(1104, LogLevel.Error, "{TrainingId} failed: {Reason}")]
    internal static partial void TrainingFailed(this ILogger logger, TrainingId trainingId, string reason);

    [LoggerMessage(1105, LogLevel.Information, "{Learner} learned for {Horizon} over {Series} series in {Chunks} chunks: {Bytes} bytes")]
    internal static partial void ModelLearned(this ILogger logger, string learner, string horizon, int series, int chunks, int bytes);

    [LoggerMessage(1106, LogLevel.Information, "{Learner} for {Horizon} of {TrainingId} {Stage}: {Reason}")]
    internal static partial void ChallengerJudged(this ILogger logger, string learner, string horizon, TrainingId trainingId, string stage, string reason);

    [LoggerMessage(1107, LogLevel.Error, "{Learner} for {Horizon} could not be learned in {TrainingId}: {Reason}")]
    internal static partial void LearningFailed(this ILogger logger, string learner, string horizon, TrainingId trainingId, string reason);

    [LoggerMessage(1108, LogLevel.Warning, "{Learner} for {Horizon} of {Version} can't be read: {Reason}")]
    internal static partial void LearnedModelUnreadable(this ILogger logger, string learner, string horizon, TrainingId version, string reason);

    [LoggerMessage(1109, LogLevel.Warning, "{Learner} for {Horizon} rolled back from {From} to {To} by {Author}")]
    internal static partial void RolledBack(this ILogger logger, string learner, string horizon, TrainingId from, TrainingId to, string author);

    [LoggerMessage(1110, LogLevel.Warning, "The {Grid} model of {AccountId} {ResourceType} is chosen without learned methods: {Reason}")]
    internal static partial void LearnedMethodsLeftOut(this ILogger logger, string accountId, string resourceType, string grid, string reason);
}
