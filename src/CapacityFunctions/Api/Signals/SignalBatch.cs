using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Api.Signals;

/// <summary>A body of signals, judged.</summary>
/// <param name="Values">What is taken.</param>
/// <param name="Rejections">Rows, or events of a calendar, that are not, by number from 1.</param>
public sealed record SignalBatch(IReadOnlyList<SignalValue> Values, IReadOnlyList<UsageRejection> Rejections)
{
    /// <summary>How many rejections are spelt out; all are counted.</summary>
    private const int RejectionLimit = 1_000;

    internal IReadOnlyList<UsageRejection> SpeltOut => [.. Rejections.Take(RejectionLimit)];

    internal BatchReceipt Receipt => new(Values.Count, Rejections.Count, SpeltOut);
}
