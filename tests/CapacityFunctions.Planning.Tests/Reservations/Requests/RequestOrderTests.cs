using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Requests;

namespace CapacityFunctions.Planning.Tests.Reservations.Requests;

public sealed class RequestOrderTests
{
    private static readonly ResourceType Type = new("cpu");

    [Fact]
    public void Of_IncreaseBeyondWhatIsLeft_WaitsForReleasesThere()
    {
        // Zone 1 has 3 left and b wants 5 there: a goes first. Zone 2 has 10 left for d's 5, so c can wait.
        RequestOrder order = Of([Raise("b", "1", 5), Release("a", "1", 4), Raise("d", "2", 5), Release("c", "2", 4)]);

        Assert.Equal(["a1"], Names(order.First));
        Assert.Equal(["b1", "d2"], Names(order.Increases));
        Assert.Equal(["c2"], Names(order.Last));
    }

    [Fact]
    public void Of_IncreasesThatJustFit_NeedNoRelease() => Assert.Empty(Of([Raise("b", "1", 3), Release("a", "1", 4)]).First);

    [Fact]
    public void Of_MoveOfOneAccount_RaisesBeforeItReleases()
    {
        // a moves from the full zone 1 to zone 2: though b needs room in zone 1, a must not be without capacity in between.
        RequestOrder order = Of([Raise("b", "1", 5), Release("a", "1", 4), Raise("a", "2", 4)]);

        Assert.Empty(order.First);
        Assert.Equal(["a1"], Names(order.Last));
    }

    [Fact]
    public void Of_SameZoneOfAnotherResourceType_IsAnotherPlace()
    {
        RequestOrder order = Of([Raise("b", "1", 5), Release("a", "1", 4) with { ResourceType = new ResourceType("memory") }]);

        Assert.Empty(order.First);
    }

    [Fact]
    public void Of_ZoneThatIsNotOffered_HasNothingLeft() =>
        Assert.Equal(["a9"], Names(Of([Raise("b", "9", 1), Release("a", "9", 4)]).First));

    [Fact]
    public void Of_AnyOrder_IsTheSame()
    {
        ReservationRequest[] requests = [Raise("b", "1", 5), Release("a", "1", 4), Release("c", "2", 4), Release("e", "1", 1)];

        Assert.Equal(Names(Of(requests).First), Names(Of([.. requests.Reverse()]).First));
    }

    [Fact]
    public void AfterIncreases_Shortfall_IsNotReleased()
    {
        ReservationRequest release = Release("a", "1", 4); // from 10 to 6

        Assert.Equal(release, RequestOrder.AfterIncreases(release, 0));
        Assert.Equal((3m, 7m), (RequestOrder.AfterIncreases(release, 1)!.Amount, RequestOrder.AfterIncreases(release, 1)!.Target));
        Assert.Null(RequestOrder.AfterIncreases(release, 4));
        Assert.Null(RequestOrder.AfterIncreases(release, 9));
    }

    private static RequestOrder Of(IEnumerable<ReservationRequest> requests) => RequestOrder.Of(
        requests, new Dictionary<ResourceType, IReadOnlyList<ZoneOffer>> { [Type] = [new ZoneOffer("1", 1, 3), new ZoneOffer("2", 1, 10)] });

    private static IEnumerable<string> Names(IEnumerable<ReservationRequest> requests) => requests.Select(request => $"{request.AccountId}{request.Zone}");

    private static ReservationRequest Raise(string account, string zone, decimal amount) => Request(account, zone, RequestType.Increase, amount, 10 + amount);

    private static ReservationRequest Release(string account, string zone, decimal amount) => Request(account, zone, RequestType.Decrease, amount, 10 - amount);

    private static ReservationRequest Request(string account, string zone, RequestType type, decimal amount, decimal target) => new()
    {
        Id = $"{account}|{zone}",
        CycleId = CycleId.At(PlanBuilder.Now),
        AccountId = new AccountId(account),
        ResourceType = Type,
        Zone = zone,
        Timestamp = PlanBuilder.Now,
        RequestType = type,
        Amount = amount,
        Before = 10,
        Target = target,
        Reason = "test",
    };
}
