namespace CapacityFunctions.Benchmarks.Allocations;

/// <summary>How much is divided, how often.</summary>
/// <param name="Accounts">Of the large division.</param>
/// <param name="Runs">Timed runs of it; the best counts, since other programs only slow one down.</param>
/// <param name="Organisations">Whose shifts are followed.</param>
/// <param name="Cycles">For how long each.</param>
internal sealed record AllocationSizes(int Accounts, int Runs, int Organisations, int Cycles)
{
    public static AllocationSizes Full { get; } = new(100_000, Runs: 5, Organisations: 200, Cycles: 200);

    public static AllocationSizes Smoke { get; } = new(1_000, Runs: 1, Organisations: 10, Cycles: 25);
}
