namespace CapacityFunctions.Planning.Trainings;

/// <summary>How far a training is with one learner and horizon.</summary>
/// <param name="Horizon">The horizon's name: <c>PT1H</c>, <c>P1D</c> or <c>P7D</c>.</param>
/// <param name="Learner">Name of the learner.</param>
/// <param name="Stage">What it is at.</param>
/// <param name="Share">Share of the learning that is done, 0 to 1.</param>
/// <param name="Chunks">Chunks of learning that are done.</param>
/// <param name="Reason">Why it ended as it did; null before.</param>
public sealed record LearningProgress(string Horizon, string Learner, LearningStage Stage, double Share = 0, int Chunks = 0, string? Reason = null);
