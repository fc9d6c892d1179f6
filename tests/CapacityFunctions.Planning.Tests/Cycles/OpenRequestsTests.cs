using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class OpenRequestsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Split_SeveralForOnePlace_AsksForTheNewestAlone()
    {
        ReservationRequest older = Request("a", "1", minute: 0);
        ReservationRequest newer = Request("a", "1", minute: 5);
        ReservationRequest second = newer with { Id = newer.Id + "|2" };
        ReservationRequest elsewhere = Request("a", "2", minute: 0);
        ReservationRequest other = Request("b", "1", minute: 0);

        (IReadOnlyList<ReservationRequest> current, IReadOnlyList<ReservationRequest> superseded) =
            OpenRequests.Split([newer, elsewhere, older, second, other]);

        Assert.Equal(
            new[] { second, elsewhere, other }.Select(request => request.Id).Order(StringComparer.Ordinal),
            current.Select(request => request.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            [(older.Id, RequestOutcome.Withdrawn), (newer.Id, RequestOutcome.Withdrawn)],
            superseded.OrderBy(request => request.CycleId).Select(request => (request.Id, request.Outcome)));
        Assert.All(superseded, request => Assert.Contains(second.Id, request.OutcomeReason, StringComparison.Ordinal));
    }

    [Fact]
    public void Split_Nothing_IsNothing()
    {
        (IReadOnlyList<ReservationRequest> current, IReadOnlyList<ReservationRequest> superseded) = OpenRequests.Split([]);

        Assert.Empty(current);
        Assert.Empty(superseded);
    }

    private static ReservationRequest Request(string account, string zone, int minute)
    {
        CycleId cycle = CycleId.At(Noon.AddMinutes(minute));
        return new ReservationRequest
        {
            Id = $"{cycle}|{account}|cores|{zone}",
            CycleId = cycle,
            AccountId = new AccountId(account),
            ResourceType = new ResourceType("cores"),
            Zone = zone,
            Timestamp = cycle.ScheduledAt,
            RequestType = RequestType.Increase,
            Amount = 1,
            Before = 0,
            Target = 1,
            Reason = "r",
        };
    }
}
