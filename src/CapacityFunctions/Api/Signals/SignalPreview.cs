using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Previews;

namespace CapacityFunctions.Api.Signals;

/// <summary>What a batch of signals would change. Nothing was written.</summary>
/// <param name="Accepted">Values that would be taken.</param>
/// <param name="Rejected">Rows, or events of a calendar, that would not.</param>
/// <param name="Rejections">Why, for the first thousand of them.</param>
/// <param name="Effects">For each horizon of each series concerned, at most twenty of these.</param>
public sealed record SignalPreview(
    int Accepted, int Rejected, IReadOnlyList<UsageRejection> Rejections, IReadOnlyList<SignalEffect> Effects);
