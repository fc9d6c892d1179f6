using System.Diagnostics;
using System.Globalization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Testing.Allocations;

namespace CapacityFunctions.Benchmarks.Allocations;

/// <summary>What the division of capacity costs, what looking ahead is worth to lenders, and how seldom units go back and forth.</summary>
internal static class AllocationSuite
{
    private const int Units = 20;

    public static int Run(AllocationSizes sizes, TextWriter output)
    {
        RunCost(sizes, output);
        output.WriteLine();
        RunLending(output);
        output.WriteLine();
        RunReversals(sizes, output);
        return 0;
    }

    private static void RunCost(AllocationSizes sizes, TextWriter output)
    {
        ResultTable table = new($"{sizes.Accounts} accounts", "seconds", "of the processor", "bytes an account", "of them the result", "beyond it");
        AllocationInput plain = Organisation(sizes.Accounts);
        AllocationInput loop = plain with { Limits = AllocationLimits.Standard, Priorities = PriorityRules.Standard };
        Add("plain", plain);
        Add("the loop's rules and limits", loop);
        Add($"and {Units} business units", InUnits(loop));
        table.Write(output);

        void Add(string name, AllocationInput input)
        {
            double best = double.MaxValue;
            double leastProcessor = double.MaxValue;
            long allocated = 0;
            AllocationResult? result = null;
            for (int run = 0; run <= sizes.Runs; run++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                long started = Stopwatch.GetTimestamp();
                TimeSpan processor = Environment.CpuUsage.TotalTime;
                result = ResourceAllocationController.Allocate(input);
                if (run > 0)
                {
                    best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
                    leastProcessor = Math.Min(leastProcessor, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            double each = allocated / (double)sizes.Accounts;
            double kept = BytesOf(result!) / (double)sizes.Accounts;
            table.Add(name, Text(best, "0.000"), Text(leastProcessor, "0.000"), Text(each, "0"), Text(kept, "0"), Text(each - kept, "0"));
        }
    }

    private static void RunLending(TextWriter output)
    {
        ResultTable table = new("staggered peaks, a week: lending looks at", "lenders' unmet unit-hours", "borrower's");
        foreach ((string name, LookAhead look) in ((string, LookAhead)[])
            [("the need of now", LookAhead.Nowhere), ("the mean of the next hour", LookAhead.AtMean), ("its upper bound too", LookAhead.AtUpperBound)])
        {
            (double lenders, double borrower) = StaggeredPeaks.UnmetUnitHours(look, seed: 1);
            table.Add(name, Text(lenders, "0.0"), Text(borrower, "0.0"));
        }

        table.Write(output);
    }

    private static void RunReversals(AllocationSizes sizes, TextWriter output)
    {
        ResultTable table = new($"{sizes.Organisations} organisations, {sizes.Cycles} cycles each", "organisations", "shifts", "reversals");
        AllocationInput[] inputs = [.. Enumerable.Range(0, sizes.Organisations).Select(seed => OrganisationDraws.Input(SizeOf(seed), seed))];
        Add("fixed demand, once settled", inputs, (input, _) => FixedReversals(input, sizes.Cycles));
        Add("demand ± 20 %, nothing guaranteed", [.. inputs.Select(WithoutPromises)], (input, seed) => NoisyCycles.Reversals(input, seed, sizes.Cycles));
        AllocationInput[] ahead = [.. inputs.Select(NoisyCycles.LookingAhead)];
        Add("demand ± 20 %, guarantees that fit", [.. ahead.Where(IsFeasible)], (input, seed) => NoisyCycles.Reversals(input, seed, sizes.Cycles));
        Add(
            "demand ± 20 %, guarantees that do not",
            [.. ahead.Where(input => !IsFeasible(input))],
            (input, seed) => NoisyCycles.Reversals(input, seed, sizes.Cycles));
        table.Write(output);

        void Add(string name, AllocationInput[] cases, Func<AllocationInput, int, (int Reversals, int Shifts)> run)
        {
            (int Reversals, int Shifts)[] counts = [.. cases.Select((input, seed) => run(input, seed))];
            table.Add(
                name,
                cases.Length.ToString(CultureInfo.InvariantCulture),
                counts.Sum(count => count.Shifts).ToString("N0", CultureInfo.InvariantCulture),
                counts.Sum(count => count.Reversals).ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    private static (int Reversals, int Shifts) FixedReversals(AllocationInput input, int cycles)
    {
        const int Settled = 20;
        CycleRun run = NoisyCycles.Begin(input);
        int reversals = 0;
        for (int cycle = 0; cycle < cycles; cycle++)
        {
            int found = run.Step((account, _) => account, within: cycles);
            reversals += cycle < Settled ? 0 : found;
        }

        return (reversals, run.Shifts);
    }

    /// <summary>Most organisations are small, one in ten has up to 200 accounts.</summary>
    private static int SizeOf(int seed) => (seed % 10) switch
    {
        < 6 => 1 + (seed % 6),
        < 9 => 7 + (seed * 7 % 24),
        _ => 31 + (seed * 37 % 170),
    };

    private static bool IsFeasible(AllocationInput input) => ResourceAllocationController.Allocate(input).GuaranteesFeasible;

    private static AllocationInput WithoutPromises(AllocationInput input) => input with
    {
        Groups = [],
        Accounts = [.. input.Accounts.Select(account => account with { BusinessUnit = null, GuaranteedMinimum = 0, Lendable = 0 })],
    };

    private static AllocationInput Organisation(int accounts) => new()
    {
        ResourceType = new ResourceType("cpu"),
        Capacity = 30m * accounts,
        Now = AllocationDraws.Now,
        Accounts =
        [
            .. Enumerable.Range(0, accounts).Select(i => new AccountAllocationState
            {
                AccountId = new AccountId($"account-{i:D6}"),
                Priority = i % 5,
                Weight = 1 + (i % 3),
                GuaranteedMinimum = i % 10,
                Demand = (i * 7919L % 1000) / 10.0,
                Usage = (i * 104_729L % 600) / 10.0,
                Current = i * 31L % 60,
                Trail = new AllocationTrail { At = AllocationDraws.Now.AddMinutes(-5), Entitled = i % 50, IsLacking = i % 4 == 0 },
            }),
        ],
    };

    private static AllocationInput InUnits(AllocationInput input) => input with
    {
        Accounts = [.. input.Accounts.Select((account, i) => account with { BusinessUnit = $"unit-{i % Units}" })],
        Groups = [.. Enumerable.Range(0, Units).Select(unit => new BusinessUnitState { Name = $"unit-{unit}", GuaranteedMinimum = input.Capacity / (2 * Units) })],
    };

    /// <summary>What the result alone takes: measured on a copy of everything in it.</summary>
    private static long BytesOf(AllocationResult result)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        AllocationResult copy = result with
        {
            Allocations = [.. result.Allocations.Select(allocation => allocation with
            {
                Reasons = [.. allocation.Reasons.Select(reason => new string(reason.AsSpan()))],
                PriorityParts = allocation.PriorityParts is { } parts ? parts with { } : null,
                Trail = allocation.Trail is { } trail ? trail with { } : null,
            })],
            Shifts = [.. result.Shifts.Select(shift => shift with { })],
            Unmet = [.. result.Unmet.Select(need => need with { })],
        };
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(copy);
        return bytes;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
