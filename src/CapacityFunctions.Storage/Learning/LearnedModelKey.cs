using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Storage.Learning;

/// <summary>Names one version of a model that was learned over many series.</summary>
/// <param name="Horizon">Name of the horizon: <c>PT1H</c>, <c>P1D</c> or <c>P7D</c>.</param>
/// <param name="Learner">Name of the learner.</param>
/// <param name="Version">The training that it comes from.</param>
public sealed record LearnedModelKey(string Horizon, string Learner, TrainingId Version);
