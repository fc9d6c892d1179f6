using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using FsCheck;
using FsCheck.Xunit;

namespace CapacityFunctions.Planning.Tests.Allocations.Transfers;

/// <summary>
/// Cycles on a provider that refuses, grants parts, takes its time and loses answers, by a process that dies after any answer.
/// <see cref="LimitWorld"/> fails the test at the instant at which limits exceed what is held.
/// </summary>
[Properties(Arbitrary = [typeof(AllocationCases)], MaxTest = 10_000)]
public sealed class LimitPlanProperties
{
    private const int Cycles = 4;

    [Property]
    public void Cycles_WhateverFailsAndWheneverTheProcessDies_TheBooksAddUpAndLimitsNeverExceedWhatIsHeld(AllocationInput input, int seed)
    {
        Random random = new(seed);
        LimitWorld world = new(random, trouble: random.NextDouble());
        world.Hold(input.Capacity);
        AllocationResult? books = null;
        List<LimitChange> record = [];
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            world.Pass();
            (AllocationResult? settled, record) = Settle(world, books, record, input);
            books = settled;
            decimal capacity = Math.Max(0, input.Capacity + random.Next(-20, 21));
            AllocationResult division = Divide(input, books, capacity);
            CycleId id = CycleId.At(AllocationBuilder.Now.AddMinutes(5 * cycle));

            record = [.. record.Where(change => change.IsOpen)];
            record.AddRange(LimitPlan.Lower(id, input.ResourceType, division, Limits(world, input, record)));
            if (!AskAll(world, record, random))
            {
                continue;
            }

            decimal most = Limits(world, input, record).Sum(limit => limit.Most);
            world.Pass();
            world.Hold(Math.Max(capacity, most));
            record.AddRange(LimitPlan.Raise(id, input.ResourceType, division, Limits(world, input, record), world.Capacity));
            if (!AskAll(world, record, random))
            {
                continue;
            }

            world.Pass();
            books = DivisionInForce.Of(division, Limits(world, input, record), record, world.Capacity);
            AssertInForce(books, world);
        }
    }

    [Property]
    public void Cycle_EverythingIsCarriedOut_TheDivisionComesIntoForceAsDecided(AllocationInput input)
    {
        LimitWorld world = new(new Random(1), trouble: 0);
        world.Hold(Math.Max(input.Capacity, input.Accounts.Sum(account => account.Current)));
        foreach (AccountAllocationState account in input.Accounts)
        {
            world.Limits[account.AccountId] = account.Current;
        }

        AllocationResult division = ResourceAllocationController.Allocate(input);
        CycleId id = CycleId.At(AllocationBuilder.Now);
        List<LimitChange> record = [.. LimitPlan.Lower(id, input.ResourceType, division, Limits(world, input, []))];
        Assert.True(AskAll(world, record, random: null));
        world.Hold(input.Capacity);
        record.AddRange(LimitPlan.Raise(id, input.ResourceType, division, Limits(world, input, record), input.Capacity));
        Assert.True(AskAll(world, record, random: null));
        AllocationResult inForce = DivisionInForce.Of(division, Limits(world, input, record), record, input.Capacity);

        Assert.Equal(division.Allocations, inForce.Allocations);
        Assert.Equal(division.Pool, inForce.Pool);
        Assert.Equal(division.Shifts, inForce.Shifts);
        Assert.Equal(record.Count, record.DistinctBy(change => change.Id).Count());
        Assert.Empty(LimitPlan.Lower(id, input.ResourceType, division, Limits(world, input, record)));
        Assert.Empty(LimitPlan.Raise(id, input.ResourceType, division, Limits(world, input, record), input.Capacity));
    }

    [Property]
    public void Withhold_AnyReleases_WhatStaysHeldCoversTheLimits(AllocationInput input, int seed)
    {
        Random random = new(seed);
        AccountLimit[] limits = [.. input.Accounts.Select(account => new AccountLimit(account.AccountId, account.Current)
        {
            UnderWay = random.Next(3) == 0 ? random.Next(60) : null,
        })];
        ReservationRequest[] releases = [.. input.Accounts.Select(account => Release(account.AccountId, random.Next(1, 20)))];
        decimal held = limits.Sum(limit => limit.Most) + random.Next(100);

        IReadOnlyList<ReservationRequest> withheld = ReleaseGuard.Withhold(releases, held, limits);

        decimal released = releases.Sum(release => release.Amount) - withheld.Sum(release => release.Amount);
        Assert.True(held - released >= limits.Sum(limit => limit.Most));
        Assert.All(withheld, release => Assert.Equal(RequestOutcome.Withdrawn, release.Outcome));
        if (held - releases.Sum(release => release.Amount) >= limits.Sum(limit => limit.Most))
        {
            Assert.Empty(withheld);
        }
    }

    private static (AllocationResult? Books, List<LimitChange> Record) Settle(
        LimitWorld world, AllocationResult? books, List<LimitChange> record, AllocationInput input)
    {
        AskAll(world, record, random: null);
        if (books is null)
        {
            return (null, record);
        }

        decimal capacity = books.Allocations.Sum(allocation => allocation.Amount) + books.Pool;
        AllocationResult settled = DivisionInForce.Of(books, Limits(world, input, record), record, capacity);
        Assert.Equal(capacity, settled.Allocations.Sum(allocation => allocation.Amount) + settled.Pool);
        Assert.All(settled.Allocations, allocation => Assert.Equal(world.Limits.GetValueOrDefault(allocation.AccountId), allocation.Amount));
        return (settled, record);
    }

    /// <returns>False when the process died before it had written all answers down.</returns>
    private static bool AskAll(LimitWorld world, List<LimitChange> record, Random? random)
    {
        bool lost = false;
        for (int i = 0; i < record.Count; i++)
        {
            if (!record[i].IsOpen)
            {
                continue;
            }

            if (random?.Next(40) == 0)
            {
                return false;
            }

            LimitChange? answer = world.Ask(record[i]);
            lost |= answer is null;
            record[i] = answer ?? record[i];
        }

        return !lost;
    }

    private static AllocationResult Divide(AllocationInput input, AllocationResult? books, decimal capacity)
    {
        Dictionary<AccountId, decimal> current = books is null ? [] : LimitPlan.AmountsOf(books);
        return ResourceAllocationController.Allocate(input with
        {
            Capacity = capacity,
            Step = 1,
            Accounts = [.. input.Accounts.Select(account => account with { Current = current.GetValueOrDefault(account.AccountId) })],
        });
    }

    private static IReadOnlyList<AccountLimit> Limits(LimitWorld world, AllocationInput input, List<LimitChange> record) =>
        LimitPlan.WithOpen(world.Limits, input.Accounts.Select(account => account.AccountId), record);

    private static void AssertInForce(AllocationResult books, LimitWorld world)
    {
        Assert.Equal(world.Capacity, books.Allocations.Sum(allocation => allocation.Amount) + books.Pool);
        Assert.True(books.Pool >= 0);
        Assert.All(books.Allocations, allocation => Assert.Equal(world.Limits.GetValueOrDefault(allocation.AccountId), allocation.Amount));
        Assert.All(books.Unmet, need => Assert.True(need.Amount > 0));
        Assert.Equal(
            books.Allocations.Where(allocation => allocation.Need > allocation.Amount).Select(allocation => allocation.AccountId),
            books.Unmet.Select(need => need.AccountId));
    }

    private static ReservationRequest Release(AccountId account, decimal amount) => new()
    {
        Id = $"cycle|{account}",
        CycleId = CycleId.At(AllocationBuilder.Now),
        AccountId = account,
        ResourceType = new ResourceType("cpu"),
        Zone = "1",
        Timestamp = AllocationBuilder.Now,
        RequestType = RequestType.Decrease,
        Amount = amount,
        Before = amount,
        Target = 0,
        Reason = "less demand",
    };
}
