using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class CycleRemainderTests
{
    private static readonly CycleId Cycle = CycleId.At(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
    private static readonly ResourceType Cores = new("cores");
    private static readonly AccountId A = new("a");

    [Theory]
    [InlineData(RequestType.Increase, RequestOutcome.Refused, FailureClass.ZoneFull, true)]
    [InlineData(RequestType.Increase, RequestOutcome.Reduced, FailureClass.ZoneFull, true)]
    [InlineData(RequestType.Increase, RequestOutcome.Applied, null, false)]
    [InlineData(RequestType.Increase, RequestOutcome.Refused, FailureClass.Quota, false)]
    [InlineData(RequestType.Increase, RequestOutcome.Refused, FailureClass.RegionFull, false)]
    [InlineData(RequestType.Increase, RequestOutcome.Refused, FailureClass.Throttled, false)]
    [InlineData(RequestType.Decrease, RequestOutcome.Refused, FailureClass.ZoneFull, false)]
    public void ShortOf_Outcome_AnotherZoneHelpsOnlyWhereOneIsFull(
        RequestType type, RequestOutcome outcome, FailureClass? failure, bool expected)
    {
        ReservationRequest request = Request("1", type, 6) with
        {
            Outcome = outcome,
            Failure = failure is { } known ? new ProviderFailure(known, "code", "message") : null,
        };

        Assert.Equal(expected, CycleRemainder.ShortOf([request]).Contains(A));
    }

    /// <summary>A move of 6 units from zone 1 (10 held) to zone 2, of which the provider granted some or none: 10 are planned in all.</summary>
    [Theory]
    [InlineData(0, null)]
    [InlineData(2, 2)]
    [InlineData(6, 6)]
    public void FitReleases_MoveWhoseIncreaseCameInPart_ReleasesNoMoreThanCame(int granted, int? released)
    {
        IReadOnlyList<ReservationRequest> changed = CycleRemainder.FitReleases(
            [Request("1", RequestType.Decrease, 6, before: 10)], Held(("1", 10), ("2", granted)), [Planned(("1", 4), ("2", 6))]);

        if (granted == 6)
        {
            Assert.Empty(changed);
            return;
        }

        ReservationRequest change = Assert.Single(changed);
        Assert.Equal(released is null ? RequestOutcome.Withdrawn : RequestOutcome.Intended, change.Outcome);
        if (released is { } amount)
        {
            Assert.Equal(amount, change.Amount);
            Assert.Equal(10 - amount, change.Target);
        }
    }

    [Fact]
    public void FitReleases_AgainOnItsOwnResult_ChangesNothing()
    {
        IReadOnlyList<Reservation> held = Held(("1", 10), ("2", 2));
        AccountDecision[] planned = [Planned(("1", 4), ("2", 6))];
        IReadOnlyList<ReservationRequest> once = CycleRemainder.FitReleases([Request("1", RequestType.Decrease, 6, before: 10)], held, planned);

        Assert.Empty(CycleRemainder.FitReleases(once, held, planned));
    }

    [Fact]
    public void FitReleases_PureRelease_IsLeftAlone() => Assert.Empty(CycleRemainder.FitReleases(
        [Request("1", RequestType.Decrease, 6, before: 10)], Held(("1", 10)), [Planned(("1", 4))]));

    /// <summary>Releases of 6 and 3, while 5 of an increase are missing: the first shrinks to 1, and the second stays.</summary>
    [Fact]
    public void FitReleases_TwoReleases_TheShortfallIsTakenOffOnce()
    {
        IReadOnlyList<ReservationRequest> changed = CycleRemainder.FitReleases(
            [Request("1", RequestType.Decrease, 6, before: 10), Request("3", RequestType.Decrease, 3, before: 4)],
            Held(("1", 10), ("2", 1), ("3", 4)),
            [Planned(("1", 4), ("2", 6), ("3", 1))]);

        ReservationRequest change = Assert.Single(changed);
        Assert.Equal(("1", 1m, 9m), (change.Zone, change.Amount, change.Target));
    }

    private static Reservation[] Held(params (string Zone, decimal Quantity)[] zones) =>
        [.. zones.Select(zone => new Reservation(A, Cores, zone.Zone, zone.Quantity))];

    private static AccountDecision Planned(params (string Zone, decimal Quantity)[] zones) => new()
    {
        CycleId = Cycle,
        AccountId = A,
        ResourceType = Cores,
        Mode = OperatingMode.Enforce,
        ReservedBefore = new Dictionary<string, decimal>(StringComparer.Ordinal),
        ReservedAfter = zones.ToDictionary(zone => zone.Zone, zone => zone.Quantity, StringComparer.Ordinal),
    };

    private static ReservationRequest Request(string zone, RequestType type, decimal amount, decimal before = 0) => new()
    {
        Id = $"{Cycle}|a|cores|{zone}",
        CycleId = Cycle,
        AccountId = A,
        ResourceType = Cores,
        Zone = zone,
        Timestamp = Cycle.ScheduledAt,
        RequestType = type,
        Amount = amount,
        Before = before,
        Target = type == RequestType.Increase ? before + amount : before - amount,
        Reason = "r",
    };
}
