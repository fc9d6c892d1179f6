using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;

namespace CapacityFunctions.Api.Models;

/// <summary>What came of going back.</summary>
/// <param name="Champion">The version in use now.</param>
/// <param name="RolledBack">The version in use until now.</param>
/// <param name="TrainingId">
/// Chooses the models of every series anew, so that none goes on with the version that was rolled back; null when another training runs.
/// </param>
public sealed record RollBackReport(LearnedVersion Champion, LearnedVersion RolledBack, TrainingId? TrainingId);
