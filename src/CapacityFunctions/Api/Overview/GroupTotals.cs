using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Timelines;

namespace CapacityFunctions.Api.Overview;

/// <summary>What the newest cycle came to, over all accounts.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="Entry">What it saw and did; null when it decided on no account of the resource type.</param>
/// <param name="Peaks">The group's highest demand within each horizon.</param>
public sealed record GroupTotals(CycleId CycleId, TimelineEntry? Entry, IReadOnlyList<HorizonPeak> Peaks);
