using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Overviews;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Overviews;

public sealed class AccountOverviewsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 2, 0, 5, 0, TimeSpan.Zero);
    private static readonly ResourceType Cores = new("cores");
    private static readonly Dictionary<string, decimal> Prices = new(StringComparer.Ordinal) { ["1"] = 0.2m };

    [Fact]
    public void Of_AccountsInTrouble_ComeFirstTheWorstOfThemFirst()
    {
        AccountDecision[] decisions =
        [
            Decision("a-fine"),
            Decision("b-frozen") with { Overrides = [Freeze] },
            Decision("c-held") with { HoldReason = "old" },
            Decision("d-refused"),
            Decision("e-unmet") with { Unmet = 2 },
            Decision("f-unmet-more") with { Unmet = 9 },
            Decision("g-fallback") with { FallbackReason = "the model broke" },
        ];

        IReadOnlyList<AccountOverview> overviews = AccountOverviews.Of(decisions, [], [Refused("d-refused")], Prices);

        Assert.Equal(
            ["f-unmet-more", "e-unmet", "d-refused", "c-held", "g-fallback", "b-frozen", "a-fine"],
            overviews.Select(overview => overview.AccountId.Value),
            StringComparer.Ordinal);
        Assert.Equal("zone 1: the zone is full", Assert.Single(overviews[2].Troubles).Text);
        Assert.Empty(overviews[^1].Troubles);
    }

    [Fact]
    public void Of_SeveralTroubles_NamesAllWorstFirst()
    {
        AccountDecision decision = Decision("a") with { HoldReason = "old", Unmet = 1, Overrides = [Freeze] };

        AccountOverview overview = Assert.Single(AccountOverviews.Of([decision], [], [Refused("a")], Prices));

        Assert.Equal(
            [TroubleKind.Unmet, TroubleKind.Refused, TroubleKind.Held, TroubleKind.Frozen], overview.Troubles.Select(trouble => trouble.Kind));
    }

    /// <summary>In Recommend mode 5 are held (5 × 0.2 = 1 an hour) and 8 would be.</summary>
    [Fact]
    public void Of_RecommendMode_ShowsWhatIsHeldAndWhatWouldBe()
    {
        AccountDecision decision = Decision("a") with { Mode = OperatingMode.Recommend, AllocatedBefore = 4, AllocatedAfter = 7 };

        AccountOverview overview = Assert.Single(AccountOverviews.Of([decision], [], [], Prices));

        Assert.Equal((5m, 8m, 4m, 1m), (overview.Reserved, overview.Recommended, overview.Allocated, overview.CostPerHour));
    }

    private static Override Freeze => new()
    {
        Kind = OverrideKind.Freeze,
        AccountId = Override.Everything,
        ResourceType = Override.Everything,
        ExpiresAt = At.AddHours(1),
        Reason = "incident",
        Author = "me",
    };

    private static AccountDecision Decision(string account) => new()
    {
        CycleId = CycleId.At(At),
        AccountId = new AccountId(account),
        ResourceType = Cores,
        Mode = OperatingMode.Enforce,
        ReservedBefore = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 5 },
        ReservedAfter = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 8 },
    };

    private static ReservationRequest Refused(string account) => new()
    {
        Id = account,
        CycleId = CycleId.At(At),
        AccountId = new AccountId(account),
        ResourceType = Cores,
        Zone = "1",
        Timestamp = At,
        RequestType = RequestType.Increase,
        Amount = 3,
        Before = 5,
        Target = 8,
        Reason = "growth",
        Outcome = RequestOutcome.Refused,
        OutcomeReason = "the zone is full",
    };
}
