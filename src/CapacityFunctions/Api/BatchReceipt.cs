using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Api;

/// <summary>What became of a batch.</summary>
/// <param name="Accepted">Rows that were taken.</param>
/// <param name="Rejected">Rows that were not.</param>
/// <param name="Rejections">Why, for the first thousand of them.</param>
public sealed record BatchReceipt(int Accepted, int Rejected, IReadOnlyList<UsageRejection> Rejections);
