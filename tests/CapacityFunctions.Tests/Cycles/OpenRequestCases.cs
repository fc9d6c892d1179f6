using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Tests.Cycles;

/// <summary>Requests for increases from nothing, as a cycle intends them.</summary>
internal static class OpenRequestCases
{
    internal static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    internal static readonly ResourceType Cores = new("cores");

    internal static ReservationRequest Raise(DateTimeOffset scheduledAt, string account = "a", string zone = "1", decimal target = 6)
    {
        CycleId cycle = CycleId.At(scheduledAt);
        return new ReservationRequest
        {
            Id = $"{cycle}|{account}|{Cores}|{zone}",
            CycleId = cycle,
            AccountId = new AccountId(account),
            ResourceType = Cores,
            Zone = zone,
            Timestamp = scheduledAt,
            RequestType = RequestType.Increase,
            Amount = target,
            Before = 0,
            Target = target,
            Reason = "demand",
        };
    }
}
