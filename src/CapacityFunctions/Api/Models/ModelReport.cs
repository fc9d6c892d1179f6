using CapacityFunctions.Storage.Learning;

namespace CapacityFunctions.Api.Models;

/// <summary>What a learner has learned for one horizon.</summary>
/// <param name="Horizon"><c>PT1H</c>, <c>P1D</c> or <c>P7D</c>.</param>
/// <param name="Learner">Name of the learner.</param>
/// <param name="Champion">The version in use; null when there is none.</param>
/// <param name="Versions">All on record, the newest first, the one in use among them.</param>
public sealed record ModelReport(string Horizon, string Learner, LearnedVersion? Champion, IReadOnlyList<LearnedVersion> Versions);
