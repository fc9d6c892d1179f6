using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Files;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using FsCheck;
using FsCheck.Xunit;

namespace CapacityFunctions.Planning.Tests.Reservations;

/// <summary>What holds for every plan.</summary>
[Properties(Arbitrary = [typeof(PlanCases)], MaxTest = 500)]
public sealed class ReservationPlanProperties
{
    [Property]
    public void Plan_Anything_IsConsistent(ReservationPlanningInput input)
    {
        ReservationPlan plan = CapacityReservationManager.Plan(input);
        Dictionary<string, decimal> prices = input.Zones.ToDictionary(offer => offer.Zone, offer => offer.PricePerUnitHour, StringComparer.Ordinal);

        foreach ((AccountReservationState account, AccountReservationPlan decision) in Pairs(input))
        {
            Assert.Equal(decision.Target, decision.ByZone.Values.Sum());
            Assert.Equal(decision.Current, account.Reserved.Values.Sum());
            foreach ((string zone, decimal amount) in decision.ByZone)
            {
                decimal change = decision.Requests.Where(request => string.Equals(request.Zone, zone, StringComparison.Ordinal)).Sum(Signed);
                Assert.Equal(amount, account.Reserved[zone] + change);
                Assert.Equal(0, amount % 1);
            }

            RequestType[] types = [.. decision.Requests.Select(request => request.RequestType)];
            Assert.Equal(types.OrderByDescending(type => type), types); // Decrease comes first
            Assert.NotEmpty(decision.Reasons);
        }

        Assert.Equal(plan.Accounts.Sum(account => account.ByZone.Sum(zone => zone.Value * prices[zone.Key])), plan.CostPerHour);
        Assert.Equal(plan.Accounts.Sum(account => account.CostPerHourAfter), plan.CostPerHour);
        Assert.Equal(input.Accounts.Sum(account => account.Reserved.Sum(zone => zone.Value * prices[zone.Key])), plan.CostPerHourBefore);
    }

    [Property]
    public void Plan_Anything_ReleasesNothingThatRuns(ReservationPlanningInput input) =>
        Assert.All(Pairs(input), pair => Assert.All(pair.Plan.ByZone, zone =>
            Assert.True(zone.Value >= Math.Min(pair.Account.Reserved[zone.Key], pair.Account.Running[zone.Key]))));

    [Property]
    public void Plan_Anything_TakesNoMoreThanZonesOffer(ReservationPlanningInput input)
    {
        foreach (ZoneOffer offer in input.Zones)
        {
            (bool Enforced, bool OnlyReleases, decimal Change)[] changes =
            [
                .. Pairs(input).Select(pair => (
                    pair.Plan.Enforced,
                    pair.Plan.Requests.All(request => request.RequestType == RequestType.Decrease),
                    pair.Plan.ByZone[offer.Zone] - pair.Account.Reserved[offer.Zone])),
            ];
            decimal releasedBefore = changes.Where(change => change is { Enforced: true, OnlyReleases: true }).Sum(change => -Math.Min(0, change.Change));
            decimal taken = changes.Where(change => change.Enforced).Sum(change => Math.Max(0, change.Change));
            Assert.True(taken <= offer.Available + releasedBefore);
            Assert.True(changes.Where(change => !change.Enforced).Sum(change => Math.Max(0, change.Change)) <= Math.Max(0, offer.Available - Math.Max(0, taken - releasedBefore)));
        }
    }

    [Property]
    public void Plan_CoolDown_RaisesNothingThere(ReservationPlanningInput input)
    {
        CoolDown[] active =
        [
            .. input.CoolDowns.Where(coolDown => coolDown.Until > input.Now
                && (coolDown.ResourceType is null || coolDown.ResourceType == input.ResourceType)
                && (coolDown.Family is null || string.Equals(coolDown.Family, input.Family, StringComparison.Ordinal))),
        ];
        Assert.All(CapacityReservationManager.Plan(input).Accounts.SelectMany(account => account.Requests), request => Assert.False(
            request.RequestType == RequestType.Increase
            && active.Any(coolDown => coolDown.Zone is null || string.Equals(coolDown.Zone, request.Zone, StringComparison.Ordinal))));
    }

    [Property]
    public void Plan_LimitsThatLookBack_AreKept(ReservationPlanningInput input)
    {
        ReservationLimits limits = input.Policy.Limits;
        foreach ((AccountReservationState account, AccountReservationPlan decision) in Pairs(input).Where(pair => pair.Plan.Target < pair.Plan.Current))
        {
            DateTimeOffset quietSince = input.Now.AddMinutes(-(limits.DecreaseCoolDownMinutes ?? 0));
            Assert.True(limits.DecreaseCoolDownMinutes is null || !(account.Trail.IncreasedAt > quietSince || account.Trail.DecreasedAt > quietSince));
            DateTimeOffset remembered = input.Now.AddMinutes(-(limits.StabilisationMinutes ?? 0));
            decimal wanted = account.Trail.Wishes.Where(wish => wish.At > remembered).Select(wish => wish.Units).DefaultIfEmpty().Max();
            Assert.True(decision.Target >= Math.Min(Math.Min(wanted, decision.Current), account.Maximum ?? decimal.MaxValue));
            if (limits.Buffer is { } buffer)
            {
                decimal running = account.Running.Values.Sum();
                Assert.True(decision.Target >= Math.Min(running + Math.Max(buffer.Units, buffer.Share * running), account.Maximum ?? decimal.MaxValue));
            }
        }
    }

    [Property]
    public void Plan_Trail_GoesOnWithWhatStillMatters(ReservationPlanningInput input)
    {
        ReservationLimits limits = input.Policy.Limits;
        foreach ((_, AccountReservationPlan decision) in Pairs(input))
        {
            Assert.Equal(limits.StabilisationMinutes is null ? 0 : 3, decision.Trail.Wishes.Count); // 10 and 5 minutes ago, and now; 15 is too long ago for 12
            Assert.Equal(decision.Trail.Wishes.OrderBy(wish => wish.At), decision.Trail.Wishes);
            bool changed = decision.Enforced && decision.Target != decision.Current;
            Assert.True(!changed || limits.DecreaseCoolDownMinutes is null
                || input.Now == (decision.Target > decision.Current ? decision.Trail.IncreasedAt : decision.Trail.DecreasedAt));
            Assert.True(limits.DecreaseCoolDownMinutes is not null || decision.Trail is { IncreasedAt: null, DecreasedAt: null });
        }
    }

    [Property]
    public void Plan_Anything_KeepsTheLimitsOfACycle(ReservationPlanningInput input)
    {
        ReservationLimits limits = input.Policy.Limits;
        foreach ((AccountReservationState account, AccountReservationPlan decision) in Pairs(input))
        {
            Assert.True(decision.Target - decision.Current <= (limits.MaxIncreasePerCycle ?? decimal.MaxValue));
            Assert.True(decision.Current - decision.Target <= (limits.MaxDecreasePerCycle ?? decimal.MaxValue));

            // Beyond the maximum only what was held already, on its way down.
            Assert.True(decision.Target <= Math.Max(account.Maximum ?? decimal.MaxValue, decision.Current));

            // Below the minimum only where something else stops the increase, and then nothing is released.
            Assert.True(decision.Target >= Math.Min(account.Minimum, decision.Current));
        }
    }

    [Property]
    public void Plan_Budget_IsNeverExceededByAChange(ReservationPlanningInput input)
    {
        ReservationPlan plan = CapacityReservationManager.Plan(input);
        decimal before = input.Accounts.Sum(account => input.Zones.Sum(offer => account.Reserved[offer.Zone] * offer.PricePerUnitHour));

        Assert.True(plan.CostPerHour <= Math.Max(before, input.Policy.Limits.BudgetPerHour ?? decimal.MaxValue));
    }

    [Property]
    public void Plan_MoreDemand_NeverReservesLess(ReservationPlanningInput input, PositiveInt more)
    {
        // One account: accounts compete, so that what one gains another may lose. No budget: more demand can force units into dearer zones.
        ReservationPlanningInput alone = input with
        {
            Accounts = [input.Accounts[0]],
            Group = input.Accounts[0].Demand,
            Policy = input.Policy with { Limits = input.Policy.Limits with { BudgetPerHour = null } },
        };
        double extra = (more.Get % 100) / 10.0;
        PredictedDemand demand = alone.Accounts[0].Demand!;
        PredictedDemand raised = demand with
        {
            Mean = demand.Mean + extra,
            Intervals = [.. demand.Intervals.Select(interval => interval with { Lower = interval.Lower + extra, Upper = interval.Upper + extra })],
        };

        decimal before = PlanBuilder.PlanOne(alone).Target;
        Assert.True(PlanBuilder.PlanOne(alone with { Accounts = [alone.Accounts[0] with { Demand = raised }], Group = raised }).Target >= before);
    }

    [Property]
    public void Plan_CheaperZone_NeverGetsLessForIt(ReservationPlanningInput input, PositiveInt which)
    {
        ReservationPlanningInput alone = input with
        {
            Accounts = [input.Accounts[0]],
            Group = input.Accounts[0].Demand,
            Policy = input.Policy with { Name = ReservationPolicyNames.Threshold, Limits = input.Policy.Limits with { BudgetPerHour = null } },
        };
        int index = which.Get % alone.Zones.Count;
        string zone = alone.Zones[index].Zone;
        ReservationPlanningInput cheaper = alone with
        {
            Zones = [.. alone.Zones.Select((offer, i) => i == index ? offer with { PricePerUnitHour = offer.PricePerUnitHour / 2 } : offer)],
        };

        Assert.True(PlanBuilder.PlanOne(cheaper).ByZone[zone] >= PlanBuilder.PlanOne(alone).ByZone[zone]);
    }

    [Property]
    public void Plan_InputInAnotherOrder_ChangesNothing(ReservationPlanningInput input, int seed)
    {
        Random random = new(seed);
        AccountReservationState[] accounts = Shuffled(input.Accounts.Select(account => account with
        {
            Reserved = Shuffled(account.Reserved).ToDictionary(StringComparer.Ordinal),
            Running = Shuffled(account.Running).ToDictionary(StringComparer.Ordinal),
            Doubts = Shuffled(account.Doubts),
            Trail = account.Trail with { Wishes = Shuffled(account.Trail.Wishes) },
        }));
        ZoneOffer[] zones = Shuffled(input.Zones);
        CoolDown[] coolDowns = Shuffled(input.CoolDowns);

        Assert.Equal(
            PlanFile.Write(CapacityReservationManager.Plan(input)),
            PlanFile.Write(CapacityReservationManager.Plan(input with { Accounts = accounts, Zones = zones, CoolDowns = coolDowns })));

        T[] Shuffled<T>(IEnumerable<T> items)
        {
            T[] shuffled = [.. items];
            random.Shuffle(shuffled);
            return shuffled;
        }
    }

    [Property]
    public void Plan_OneAccount_SplitsAsCheaplyAsTheRulesAllow(ReservationPlanningInput input)
    {
        ReservationPlanningInput alone = input with
        {
            CoolDowns = [],
            Accounts = [input.Accounts[0]],
            Group = input.Accounts[0].Demand,
            Policy = input.Policy with { Limits = input.Policy.Limits with { BudgetPerHour = null } },
        };

        AccountReservationPlan plan = PlanBuilder.PlanOne(alone);

        int[] split = [.. alone.Zones.Select(offer => (int)plan.ByZone[offer.Zone])];
        Assert.Equal(SplitReference.CheapestCost(alone, plan.Target), SplitReference.ChargedCost(alone, split));
    }

    [Property]
    public void Plan_PooledGroupBelowItsAccounts_IsNeverAboveTheirOwnQuantiles(ReservationPlanningInput input)
    {
        ReservationPlanningInput pooled = AsWished(input, ReservationPolicyNames.Pooled);
        ReservationPlanningInput single = AsWished(input, ReservationPolicyNames.CostOptimal);

        // Enough at one price everywhere, and nothing runs or must be held: what is left is what the policies wish.
        decimal together = CapacityReservationManager.Plan(pooled).Accounts.Sum(account => account.Target);
        decimal oneByOne = CapacityReservationManager.Plan(single).Accounts.Sum(account => account.Target);
        Assert.True(together <= oneByOne, $"{together} together, {oneByOne} one by one");
        Assert.True(together >= (decimal)Math.Floor(input.Group!.Mean), $"{together} for a mean of {input.Group.Mean}");
    }

    private static ReservationPlanningInput AsWished(ReservationPlanningInput input, string policy) => input with
    {
        Policy = new ReservationPolicy { Name = policy, CostOptimal = new CostOptimalParameters(2) },
        CoolDowns = [],
        Zones = [.. input.Zones.Select(offer => offer with { PricePerUnitHour = 0.5m, Available = 10_000 })],
        Accounts =
        [
            .. input.Accounts.Select(account => account with
            {
                Mode = OperatingMode.Enforce,
                Doubts = [],
                Running = new Dictionary<string, decimal>(StringComparer.Ordinal),
                Minimum = 0,
                Maximum = null,
            }),
        ],
    };

    private static IEnumerable<(AccountReservationState Account, AccountReservationPlan Plan)> Pairs(ReservationPlanningInput input) =>
        input.Accounts.Zip(CapacityReservationManager.Plan(input).Accounts);

    private static decimal Signed(ZoneRequest request) => request.RequestType == RequestType.Increase ? request.Amount : -request.Amount;
}
